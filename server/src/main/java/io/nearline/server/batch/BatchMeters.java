package io.nearline.server.batch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/**
 * What can be seen of batches: the gauges {@code nearline.batch.statements} (in flight), {@code
 * nearline.batch.statements.limit} and {@code nearline.batch.queued} (calls), the distribution
 * {@code nearline.batch.calls} (calls of a batch that is sent), and the counter {@code
 * nearline.batch.splits}.
 */
final class BatchMeters {
  private final DistributionSummary calls;
  private final Counter splits;

  BatchMeters(
      MeterRegistry meters,
      Supplier<Number> inFlight,
      Supplier<Number> limit,
      Supplier<Number> queued) {
    Gauge.builder("nearline.batch.statements", inFlight)
        .description("Statements of batches that are in flight.")
        .strongReference(true)
        .register(meters);
    Gauge.builder("nearline.batch.statements.limit", limit)
        .description("As many statements in flight make calls wait.")
        .strongReference(true)
        .register(meters);
    Gauge.builder("nearline.batch.queued", queued)
        .description("Calls that wait to be sent.")
        .strongReference(true)
        .register(meters);
    this.calls =
        DistributionSummary.builder("nearline.batch.calls")
            .description("Calls that are answered together.")
            .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200, 500)
            .register(meters);
    this.splits =
        Counter.builder("nearline.batch.splits")
            .description("Batches that failed by what may be one call's fault, tried in halves.")
            .register(meters);
  }

  void sent(int callers) {
    calls.record(callers);
  }

  void split() {
    splits.increment();
  }
}

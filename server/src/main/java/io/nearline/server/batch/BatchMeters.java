package io.nearline.server.batch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/**
 * What can be seen of a coalescer, under a name of its own: the gauges {@code .statements} (in
 * flight), {@code .statements.limit} and {@code .queued} (calls), the distribution {@code .calls}
 * (calls of a batch that is sent), and the counters {@code .splits}, {@code .shared} and {@code
 * .refused} (calls).
 */
final class BatchMeters {
  private final DistributionSummary calls;
  private final Counter splits;
  private final Counter shared;
  private final Counter refused;

  BatchMeters(
      String name,
      MeterRegistry meters,
      Supplier<Number> inFlight,
      Supplier<Number> limit,
      Supplier<Number> queued) {
    gauge(meters, name + ".statements", inFlight, "Statements in flight.");
    gauge(
        meters, name + ".statements.limit", limit, "As many statements in flight make calls wait.");
    gauge(meters, name + ".queued", queued, "Calls that wait to be sent.");
    this.calls =
        DistributionSummary.builder(name + ".calls")
            .description("Calls that are answered together.")
            .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200, 500)
            .register(meters);
    this.splits =
        Counter.builder(name + ".splits")
            .description("Batches that failed by what may be one call's fault, tried in halves.")
            .register(meters);
    this.shared =
        Counter.builder(name + ".shared")
            .description("Calls that were given the answer of one that asked for the same.")
            .register(meters);
    this.refused =
        Counter.builder(name + ".refused")
            .description("Calls that were refused because too many waited.")
            .register(meters);
  }

  private static void gauge(
      MeterRegistry meters, String name, Supplier<Number> value, String description) {
    Gauge.builder(name, value).description(description).strongReference(true).register(meters);
  }

  void sent(int callers) {
    calls.record(callers);
  }

  void split() {
    splits.increment();
  }

  void shared() {
    shared.increment();
  }

  void refused() {
    refused.increment();
  }
}

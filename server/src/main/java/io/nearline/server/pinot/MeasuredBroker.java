package io.nearline.server.pinot;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Measures statements: timer {@code nearline.pinot.statement} by table and outcome, where the
 * outcome is {@code ok} or a {@link PinotException.Kind} in lower case.
 */
final class MeasuredBroker implements PinotBroker {
  private final PinotBroker broker;
  private final MeterRegistry meters;

  MeasuredBroker(PinotBroker broker, MeterRegistry meters) {
    this.broker = broker;
    this.meters = meters;
  }

  @Override
  public CompletionStage<PinotTable> query(PinotSql sql, Deadline deadline) {
    Timer.Sample sample = Timer.start(meters);
    return broker
        .query(sql, deadline)
        .whenComplete(
            (rows, failure) ->
                sample.stop(
                    Timer.builder("nearline.pinot.statement")
                        .description("Time from sending a statement to its checked answer.")
                        .publishPercentileHistogram()
                        .tag("table", sql.table())
                        .tag("outcome", outcome(failure))
                        .register(meters)));
  }

  private static String outcome(@Nullable Throwable failure) {
    if (failure == null) {
      return "ok";
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof PinotException known
        ? known.kind().name().toLowerCase(Locale.ROOT)
        : "defect";
  }
}

package io.nearline.server.pinot;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Measures statements: timer {@code nearline.pinot.statement} by table and outcome, where the
 * outcome is {@code ok} or a {@link PinotException.Kind} in lower case.
 */
final class MeasuredBroker implements PinotBroker {
  private final PinotBroker broker;
  private final MeterRegistry meters;
  private final Map<Ending, Timer> timers = new ConcurrentHashMap<>();

  /** What a timer is about: looked up in the registry once. */
  private record Ending(String table, String outcome) {}

  MeasuredBroker(PinotBroker broker, MeterRegistry meters) {
    this.broker = broker;
    this.meters = meters;
  }

  @Override
  public CompletionStage<PinotTable> query(PinotSql sql, Deadline deadline) {
    long start = System.nanoTime();
    return broker
        .query(sql, deadline)
        .whenComplete(
            (rows, failure) ->
                timers
                    .computeIfAbsent(new Ending(sql.table(), outcome(failure)), this::register)
                    .record(System.nanoTime() - start, TimeUnit.NANOSECONDS));
  }

  private Timer register(Ending ending) {
    return Timer.builder("nearline.pinot.statement")
        .description("Time from sending a statement to its checked answer.")
        .publishPercentileHistogram()
        .tag("table", ending.table())
        .tag("outcome", ending.outcome())
        .register(meters);
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

package io.nearline.server.reload;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Counter {@code nearline.catalogue.reloads} by outcome, gauge {@code
 * nearline.catalogue.last.reload.successful} (1 or 0: is what the directory holds what is served?),
 * gauge {@code nearline.catalogue.last.success.timestamp.seconds} (Unix time) and gauge {@code
 * nearline.catalogue.generation}.
 */
final class ReloadMetrics {
  private final Clock clock;
  private final Map<Outcome, Counter> reloads = new EnumMap<>(Outcome.class);
  private volatile boolean successful = true;
  private volatile double lastSuccess;
  private volatile int generation;

  /**
   * Registers the meters; what was loaded first counts as a success of now.
   *
   * @param generation of the tables that are served
   */
  ReloadMetrics(MeterRegistry meters, Clock clock, int generation) {
    this.generation = generation;
    this.clock = clock;
    this.lastSuccess = now();
    for (Outcome outcome : Outcome.values()) {
      reloads.put(
          outcome,
          Counter.builder("nearline.catalogue.reloads")
              .description("Attempts to serve changed definitions, by what came of them.")
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
              .register(meters));
    }
    Gauge.builder(
            "nearline.catalogue.last.reload.successful", this, metrics -> metrics.successful())
        .description("1 if the last attempt to serve the definitions succeeded, else 0.")
        .register(meters);
    Gauge.builder(
            "nearline.catalogue.last.success.timestamp.seconds",
            this,
            metrics -> metrics.lastSuccess)
        .description("When the definitions that are served were loaded, in Unix time.")
        .register(meters);
    Gauge.builder("nearline.catalogue.generation", this, metrics -> metrics.generation)
        .description("The generation of the tables that is served.")
        .register(meters);
  }

  /** Tells which generation of the tables is served from now on. */
  void serves(int other) {
    generation = other;
  }

  private double successful() {
    return successful ? 1 : 0;
  }

  private double now() {
    return clock.millis() / 1000.0;
  }

  /** Counts an attempt. */
  void count(Outcome outcome) {
    successful = outcome == Outcome.OK;
    if (successful) {
      lastSuccess = now();
    }
    Objects.requireNonNull(reloads.get(outcome)).increment();
  }
}

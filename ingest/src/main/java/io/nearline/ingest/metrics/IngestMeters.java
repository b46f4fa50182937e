package io.nearline.ingest.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.ingest.event.DeadLetterReason;
import java.time.Duration;

/**
 * The meters of what is processed. They count what this process has done since its start, what it
 * did again after an abort included: they are for rates and alarms, and the account, which is part
 * of the transactions, is what adds up. Asking for a meter again gives the same. Thread-safe.
 */
public final class IngestMeters {
  private static final Duration[] AGES = {
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(5),
    Duration.ofHours(1),
    Duration.ofHours(6),
    Duration.ofDays(1),
    Duration.ofDays(4)
  };
  private static final Duration[] LEADS = {
    Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1)
  };

  private final MeterRegistry registry;
  private final Tags tags;

  /**
   * Makes the meters.
   *
   * @param tags what all of them have
   */
  public IngestMeters(MeterRegistry registry, Tags tags) {
    this.registry = registry;
    this.tags = tags;
  }

  /** Returns meters that nobody reads. */
  public static IngestMeters unread() {
    return new IngestMeters(new SimpleMeterRegistry(), Tags.empty());
  }

  /**
   * Shows the counters of a pipeline from the beginning, at zero, so that the first one is seen.
   */
  public void show(String pipeline) {
    events(pipeline);
    outcomes(pipeline, "action", "");
    outcomes(pipeline, "duplicate", "");
    outcomes(pipeline, "filtered", "filter");
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      outcomes(pipeline, "dead", reason.text());
    }
  }

  /** Returns the counter of the events that a pipeline has read. */
  public Counter events(String pipeline) {
    return counter("nearline.ingest.events", "Events that a pipeline has read")
        .tag("pipeline", pipeline)
        .register(registry);
  }

  private Counter.Builder counter(String name, String description) {
    return Counter.builder(name).description(description).tags(tags);
  }

  /**
   * Returns the counter of what events became.
   *
   * @param outcome action, filtered, duplicate or dead
   * @param reason why, or empty
   */
  public Counter outcomes(String pipeline, String outcome, String reason) {
    return counter(
            "nearline.ingest.outcomes",
            "What events became; the sum is that of nearline_ingest_events_total")
        .tag("pipeline", pipeline)
        .tag("outcome", outcome)
        .tag("reason", reason)
        .register(registry);
  }

  /**
   * Returns the counter of what a pattern found.
   *
   * @param outcome emitted, not_emitted or not_matched
   * @param reason why, or empty
   */
  public Counter patternOutcomes(String pattern, String outcome, String reason) {
    return counter("nearline.ingest.pattern.outcomes", "What patterns found")
        .tag("pattern", pattern)
        .tag("outcome", outcome)
        .tag("reason", reason)
        .register(registry);
  }

  /**
   * Returns the counter of look-ups that a join did.
   *
   * @param table the name by which expressions know what is joined
   * @param result hit or miss
   */
  public Counter joins(String pipeline, String table, String result) {
    return counter("nearline.ingest.joins", "Look-ups of a pipeline's joins")
        .tag("pipeline", pipeline)
        .tag("table", table)
        .tag("result", result)
        .register(registry);
  }

  /** Returns the skew of a pipeline's events. */
  public TimeSkew skew(String pipeline) {
    return new TimeSkew(
        Timer.builder("nearline.ingest.event.age")
            .description("How long ago admitted events had happened when they were read")
            .tags(tags)
            .tag("pipeline", pipeline)
            .serviceLevelObjectives(AGES)
            .register(registry),
        Timer.builder("nearline.ingest.event.ahead")
            .description("How far ahead of this process's clock admitted events were")
            .tags(tags)
            .tag("pipeline", pipeline)
            .serviceLevelObjectives(LEADS)
            .register(registry));
  }
}

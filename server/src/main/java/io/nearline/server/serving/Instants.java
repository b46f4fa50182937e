package io.nearline.server.serving;

import io.nearline.features.attribute.EntityTable;
import io.nearline.features.definition.Feature;
import io.nearline.server.plan.InvalidRequestException;
import io.nearline.server.plan.Plan;
import io.nearline.server.plan.PlannedFeature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** Decides where windows end, and refuses instants about which the tables can't tell all. */
final class Instants {
  private static final Duration AHEAD = Duration.ofMinutes(1);

  private final Clock clock;

  Instants(Clock clock) {
    this.clock = clock;
  }

  /**
   * Returns the instant of a plan's windows.
   *
   * @throws InvalidRequestException when it is more than a minute ahead, or a window reaches back
   *     beyond its table's retention
   */
  long asOf(Plan plan, OptionalLong asked) {
    long now = clock.millis();
    if (asked.isEmpty()) {
      return now;
    }
    long asOf = asked.getAsLong();
    requireNotAhead(asOf, now);
    for (PlannedFeature planned : plan.features()) {
      Feature feature = planned.feature();
      requireKept(asOf, feature.window(), feature.entity().table(), now, feature.fullName());
    }
    return asOf;
  }

  /**
   * Returns the instant of a window of a table.
   *
   * @throws InvalidRequestException as {@link #asOf(Plan, OptionalLong)}
   */
  long asOf(Duration window, EntityTable table, OptionalLong asked) {
    long now = clock.millis();
    long asOf = asked.orElse(now);
    requireNotAhead(asOf, now);
    requireKept(asOf, window, table, now, "window");
    return asOf;
  }

  private static void requireNotAhead(long asOf, long now) {
    if (asOf > now + AHEAD.toMillis()) {
      throw new InvalidRequestException(
          "as_of",
          Instant.ofEpochMilli(asOf).toString(),
          "at most one minute after now, " + Instant.ofEpochMilli(now));
    }
  }

  private static void requireKept(
      long asOf, Duration window, EntityTable table, long now, String what) {
    long earliest = now - table.retention().toMillis();
    if (asOf - window.toMillis() < earliest) {
      throw new InvalidRequestException(
          "as_of",
          Instant.ofEpochMilli(asOf) + " with the window of " + text(window) + " of " + what,
          "windows that begin at "
              + Instant.ofEpochMilli(earliest)
              + " or later: table "
              + table.table()
              + " keeps "
              + text(table.retention()));
    }
  }

  private static String text(Duration duration) {
    return duration.toMillis() % 3_600_000 == 0
        ? duration.toHours() + "h"
        : duration.toMillis() + "ms";
  }
}

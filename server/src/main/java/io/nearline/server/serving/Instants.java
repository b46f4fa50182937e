package io.nearline.server.serving;

import io.nearline.features.attribute.EntityTable;
import io.nearline.features.definition.AggregateFeature;
import io.nearline.server.plan.InvalidRequestException;
import io.nearline.server.plan.Plan;
import io.nearline.server.plan.PlannedFeature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
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
    for (PlannedFeature planned : plan.aggregates()) {
      AggregateFeature feature = planned.feature();
      EntityTable table = feature.entity().table();
      if (isForgotten(asOf, feature.window(), table, now)) {
        throw forgotten(asOf, longest(plan, table), now);
      }
    }
    return asOf;
  }

  /** Returns the feature of a table that looks back farthest. */
  private static AggregateFeature longest(Plan plan, EntityTable table) {
    return plan.aggregates().stream()
        .map(PlannedFeature::feature)
        .filter(feature -> feature.entity().table().equals(table))
        .max(Comparator.comparing(AggregateFeature::window))
        .orElseThrow();
  }

  private static InvalidRequestException forgotten(long asOf, AggregateFeature feature, long now) {
    return forgotten(
        asOf,
        feature.window(),
        feature.entity().table(),
        now,
        ", and " + feature.fullName() + " looks back " + text(feature.window()));
  }

  /**
   * Returns the instant of a window of a table.
   *
   * @param window the window asked for; empty: as far as the table keeps actions
   * @throws InvalidRequestException as {@link #asOf(Plan, OptionalLong)}
   */
  long asOf(Optional<Duration> window, EntityTable table, OptionalLong asked) {
    long now = clock.millis();
    long asOf = asked.orElse(now);
    requireNotAhead(asOf, now);
    Duration length = window.orElse(Duration.ZERO);
    if (isForgotten(asOf, length, table, now)) {
      throw forgotten(
          asOf,
          length,
          table,
          now,
          window.map(given -> ", and the window is " + text(given)).orElse(""));
    }
    return asOf;
  }

  /**
   * Returns the instant of a later page: the first one's, as its token says. The window may since
   * have begun to leave the table: it was whole when the listing began.
   *
   * @throws InvalidRequestException when no page that is still there can have been of that instant
   */
  long ofPage(long asOf, EntityTable table) {
    long now = clock.millis();
    if (asOf > now + AHEAD.toMillis() || isForgotten(asOf, Duration.ZERO, table, now)) {
      throw new InvalidRequestException(
          "page_token",
          "of " + Instant.ofEpochMilli(asOf),
          "of an instant that table " + table.table() + " keeps, " + text(table.retention()));
    }
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

  private static boolean isForgotten(long asOf, Duration window, EntityTable table, long now) {
    return asOf < earliest(window, table, now);
  }

  private static long earliest(Duration window, EntityTable table, long now) {
    return now - table.retention().toMillis() + window.toMillis();
  }

  private static InvalidRequestException forgotten(
      long asOf, Duration window, EntityTable table, long now, String reason) {
    return new InvalidRequestException(
        "as_of",
        Instant.ofEpochMilli(asOf).toString(),
        Instant.ofEpochMilli(earliest(window, table, now))
            + " or later: table "
            + table.table()
            + " keeps "
            + text(table.retention())
            + reason);
  }

  /** Returns a duration for people. */
  static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 3_600_000 == 0) {
      return duration.toHours() + "h";
    }
    return millis % 1000 == 0 ? duration.toSeconds() + "s" : millis + "ms";
  }
}

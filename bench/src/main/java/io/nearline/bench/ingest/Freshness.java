package io.nearline.bench.ingest;

import io.nearline.bench.ingest.Visibility.Seen;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * How soon events were seen, in all tables. The figures around commits are of those that are in the
 * goal; each of the others is told by itself.
 *
 * @param seen the events that count, once for each table
 * @param steady when no segment's commit was forced
 * @param commits when segments were committed meanwhile, by table
 * @param forced which commits were forced, in their order
 */
record Freshness(
    List<Seen> seen, Span steady, Map<String, List<Long>> commits, List<ForcedCommit> forced) {
  private static final long AROUND_NANOS = Duration.ofSeconds(5).toNanos();
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double MICROS_PER_MILLI = 1e3;

  /**
   * A part of the time, of {@link System#nanoTime()}.
   *
   * @param from its first nanosecond
   * @param until the first nanosecond after it
   */
  record Span(long from, long until) {
    boolean has(long nanos) {
      return nanos - from >= 0 && nanos - until < 0;
    }
  }

  Freshness {
    seen = List.copyOf(seen);
    commits = Map.copyOf(commits);
    forced = List.copyOf(forced);
  }

  /** Returns a percentile of the delays of events while no commit was forced, in milliseconds. */
  double steadyMillis(double percentile) {
    return millis(seen.stream().filter(event -> steady.has(event.sentNanos())), percentile);
  }

  /**
   * Returns a percentile of the delays of events within five seconds of a segment's commit that is
   * in the goal, in milliseconds.
   */
  double aroundCommitsMillis(double percentile) {
    return millis(around(this::isInGoal), percentile);
  }

  /** Returns the longest delay of an event within five seconds of a forced commit's segments. */
  double mostMillisAround(ForcedCommit one) {
    return millis(around(commit -> forcedBefore(commit).filter(one::equals).isPresent()), 100);
  }

  /** Returns how many events the percentiles around commits are of, once for each table. */
  long countAroundCommits() {
    return around(this::isInGoal).count();
  }

  /** Returns how many segments were committed while no commit was forced. */
  long steadyCommits() {
    return commits.values().stream().flatMap(Collection::stream).filter(steady::has).count();
  }

  /** Returns how many of a table's segments were committed that are in the goal. */
  long countInGoal(String table) {
    return commits.getOrDefault(table, List.of()).stream().filter(this::isInGoal).count();
  }

  /** Whether a segment's commit counts: it came by itself, or was forced as the goal wants it. */
  private boolean isInGoal(long commit) {
    return forcedBefore(commit).map(ForcedCommit::isInGoal).orElse(true);
  }

  /** Returns what a segment was committed because of: what was forced last; empty if nothing. */
  private Optional<ForcedCommit> forcedBefore(long commit) {
    return forced.stream()
        .filter(one -> commit - one.toldNanos() >= 0)
        .reduce((earlier, later) -> later);
  }

  private Stream<Seen> around(LongPredicate which) {
    List<Long> those =
        commits.values().stream()
            .flatMap(Collection::stream)
            .filter(commit -> which.test(commit))
            .toList();
    return seen.stream()
        .filter(
            event ->
                those.stream()
                    .anyMatch(commit -> Math.abs(event.sentNanos() - commit) <= AROUND_NANOS));
  }

  private static double millis(Stream<Seen> events, double percentile) {
    Histogram micros = new Histogram(3);
    events.forEach(
        event -> micros.recordValue(Math.round(event.delay().toNanos() / NANOS_PER_MICRO)));
    return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }
}

package io.nearline.bench.ingest;

import io.nearline.bench.ingest.Visibility.Seen;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * How soon events were seen, in all tables.
 *
 * @param seen the events that count, once for each table
 * @param steady when no segment's commit was forced
 * @param commits when segments were committed meanwhile, by table
 */
record Freshness(List<Seen> seen, Span steady, Map<String, List<Long>> commits) {
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
  }

  /** Returns a percentile of the delays of events while no commit was forced, in milliseconds. */
  double steadyMillis(double percentile) {
    return millis(seen.stream().filter(event -> steady.has(event.sentNanos())), percentile);
  }

  /** Returns a percentile of all delays, with those of forced commits, in milliseconds. */
  double millis(double percentile) {
    return millis(seen.stream(), percentile);
  }

  /** Returns how many segments were committed while no commit was forced. */
  long steadyCommits() {
    return commits.values().stream().flatMap(Collection::stream).filter(steady::has).count();
  }

  /** Returns the longest delay of an event within five seconds of a commit, in milliseconds. */
  double mostMillisAroundCommits() {
    return millis(seen.stream().filter(this::isAroundCommit), 100);
  }

  /** Returns how many events were within five seconds of a commit, once for each table. */
  long countAroundCommits() {
    return seen.stream().filter(this::isAroundCommit).count();
  }

  private boolean isAroundCommit(Seen event) {
    return commits.values().stream()
        .flatMap(Collection::stream)
        .anyMatch(commit -> Math.abs(event.sentNanos() - commit) <= AROUND_NANOS);
  }

  private static double millis(Stream<Seen> events, double percentile) {
    Histogram micros = new Histogram(3);
    events.forEach(
        event -> micros.recordValue(Math.round(event.delay().toNanos() / NANOS_PER_MICRO)));
    return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }
}

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
 * @param commits when segments were committed meanwhile, by table
 */
record Freshness(List<Seen> seen, Map<String, List<Long>> commits) {
  private static final long AROUND_NANOS = Duration.ofSeconds(5).toNanos();
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double MICROS_PER_MILLI = 1e3;

  Freshness {
    seen = List.copyOf(seen);
    commits = Map.copyOf(commits);
  }

  /** Returns a percentile of all delays, in milliseconds. */
  double millis(double percentile) {
    return millis(seen.stream(), percentile);
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

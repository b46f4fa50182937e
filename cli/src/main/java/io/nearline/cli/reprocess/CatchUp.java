package io.nearline.cli.reprocess;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows raw events through a generation until what comes in is in Pinot some seconds later: again
 * and again it notes the end of what came, and waits until ingest and then Pinot have read all up
 * to there. While events go on coming there is never nothing left to do.
 */
final class CatchUp {
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Brokers brokers;
  private final PassedRecords records;
  private final Waiting waiting;
  private final String application;
  private final Set<String> sources;
  private final List<String> tables;
  private final Supplier<Map<TopicPartition, Long>> pinot;

  /**
   * Makes it.
   *
   * @param application of the generation
   * @param sources the raw events' topics
   * @param tables the tables of the generation, which are its topics too
   * @param pinot up to where Pinot has read these
   */
  CatchUp(
      Brokers brokers,
      PassedRecords records,
      Waiting waiting,
      String application,
      Set<String> sources,
      List<String> tables,
      Supplier<Map<TopicPartition, Long>> pinot) {
    this.brokers = brokers;
    this.records = records;
    this.waiting = waiting;
    this.application = application;
    this.sources = Set.copyOf(sources);
    this.tables = List.copyOf(tables);
    this.pinot = pinot;
  }

  /** Waits, and returns how long the last round took. */
  Duration await() {
    waiting.until(
        () -> brokers.members(application) > 0,
        () ->
            "no ingest works for "
                + application
                + " yet: does it run with this configuration? Its log says why it doesn't");
    Duration round = round();
    while (round.compareTo(CLOSE) > 0) {
      round = round();
    }
    return round;
  }

  private Duration round() {
    long start = System.nanoTime();
    Map<TopicPartition, Long> ends = ends(sources);
    long todo = behind(brokers.positions(application), ends);
    waiting.until(
        () -> records.areRead(brokers.positions(application), ends),
        () -> replayed(todo, behind(brokers.positions(application), ends)));
    String rekeyed = application + "-by-actor-repartition";
    if (brokers.topics().contains(rekeyed)) {
      Map<TopicPartition, Long> rekeyedEnds = ends(Set.of(rekeyed));
      waiting.until(
          () -> records.areRead(brokers.positions(application), rekeyedEnds),
          () -> "waiting for re-keyed events");
    }
    Map<TopicPartition, Long> written = ends(tables);
    waiting.until(
        () -> records.areRead(pinot.get(), written),
        () -> "Pinot reads: %,d records left".formatted(behind(pinot.get(), written)));
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private Map<TopicPartition, Long> ends(Collection<String> topics) {
    return brokers.ends(brokers.partitions(topics));
  }

  private static String replayed(long todo, long left) {
    return String.format(
        Locale.ROOT,
        "replayed %,d of %,d raw events (%d %%)",
        todo - left,
        todo,
        todo == 0 ? 100 : 100 * (todo - left) / todo);
  }

  private static long behind(Map<TopicPartition, Long> places, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - places.getOrDefault(end.getKey(), 0L)))
        .sum();
  }
}

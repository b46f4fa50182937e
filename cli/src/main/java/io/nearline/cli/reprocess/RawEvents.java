package io.nearline.cli.reprocess;

import io.nearline.cli.CommandException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The raw events that Kafka keeps. When an event was recorded is its record's timestamp. */
final class RawEvents {
  private final Brokers brokers;
  private final Set<String> topics;

  /**
   * Makes them.
   *
   * @param topics their topics; those that aren't there have none
   */
  RawEvents(Brokers brokers, Set<String> topics) {
    this.brokers = brokers;
    this.topics = topics;
  }

  /**
   * Returns where the events from an instant on begin.
   *
   * @param now the time of day
   * @throws CommandException naming the earliest instant from which on all are kept, when some of
   *     these aren't any more
   */
  Map<TopicPartition, Long> from(Instant from, Instant now) {
    Set<String> there = new TreeSet<>(topics);
    there.retainAll(brokers.topics());
    var partitions = brokers.partitions(there);
    var beginnings = brokers.offsets(partitions, OffsetSpec.earliest());
    var firsts = brokers.offsets(partitions, Brokers.from(Instant.EPOCH));
    Map<String, Optional<Duration>> retentions = new HashMap<>();
    there.forEach(topic -> retentions.put(topic, brokers.retention(topic)));
    for (TopicPartition partition : partitions) {
      Instant kept =
          kept(
              offset(beginnings, partition),
              Optional.ofNullable(firsts.get(partition))
                  .filter(first -> first.offset() >= 0)
                  .map(first -> Instant.ofEpochMilli(first.timestamp())),
              retentions.getOrDefault(partition.topic(), Optional.empty()),
              now);
      if (kept.isAfter(from)) {
        throw CommandException.usage(
            "--from: %s (expected: not before %s, the earliest of which %s, partition %d, still has all)"
                .formatted(from, kept, partition.topic(), partition.partition()));
      }
    }
    Map<TopicPartition, Long> ends = brokers.ends(partitions);
    Map<TopicPartition, Long> places = new HashMap<>();
    brokers
        .offsets(partitions, Brokers.from(from))
        .forEach(
            (partition, first) ->
                places.put(
                    partition,
                    first.offset() < 0 ? ends.getOrDefault(partition, 0L) : first.offset()));
    return places;
  }

  /**
   * Returns from when on a partition has all that it ever got.
   *
   * @param beginning its first offset; 0 when nothing was ever removed
   * @param first when its first record was recorded
   */
  static Instant kept(
      long beginning, Optional<Instant> first, Optional<Duration> retention, Instant now) {
    if (beginning == 0) {
      return Instant.EPOCH;
    }
    return first.or(() -> retention.map(now::minus)).orElse(Instant.EPOCH);
  }

  private static long offset(
      Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
    ListOffsetsResultInfo info = offsets.get(partition);
    return info == null ? 0 : info.offset();
  }
}

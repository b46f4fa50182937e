package io.nearline.ingest.heartbeat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Where topics ended at some instants. When there are many, for processing lags, every second one
 * is forgotten: what is known of long ago is known less finely. Not thread-safe.
 */
final class Snapshots {
  private static final int MOST = 600;

  private List<Snapshot> all = new ArrayList<>();

  /**
   * One of them.
   *
   * @param ends the offset after the last record that had come by then, or later
   */
  private record Snapshot(long instant, Map<TopicPartition, Long> ends) {}

  /** Adds one, of an instant no earlier than those that are there. */
  void add(long instant, Map<TopicPartition, Long> ends) {
    all.add(new Snapshot(instant, Map.copyOf(ends)));
    if (all.size() > MOST) {
      List<Snapshot> fewer = new ArrayList<>(MOST / 2 + 1);
      for (int i = all.size() - 1; i >= 0; i -= 2) {
        fewer.add(0, all.get(i));
      }
      all = fewer;
    }
  }

  /**
   * Returns the newest instant by which nothing had come that isn't done; empty when none is known.
   *
   * @param partitions those that matter
   * @param done the offset before which each partition's records are done; absent: 0
   */
  OptionalLong newest(Collection<TopicPartition> partitions, Map<TopicPartition, Long> done) {
    for (int i = all.size() - 1; i >= 0; i--) {
      Snapshot snapshot = all.get(i);
      boolean isDone =
          partitions.stream()
              .allMatch(
                  partition ->
                      done.getOrDefault(partition, 0L)
                          >= snapshot.ends().getOrDefault(partition, 0L));
      if (isDone) {
        return OptionalLong.of(snapshot.instant());
      }
    }
    return OptionalLong.empty();
  }

  /** Forgets those before an instant. */
  void forgetBefore(long instant) {
    all.removeIf(snapshot -> snapshot.instant() < instant);
  }

  int size() {
    return all.size();
  }
}

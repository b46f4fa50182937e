package io.nearline.ingest.heartbeat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far this process's consumers have read. A partition that ends with what an aborted
 * transaction left, or with a transaction's marker, has no last record to commit after: its
 * committed offset may stay before its end until the next event. Positions tell that nothing is
 * left. Thread-safe.
 */
final class ConsumedPositions {
  private final Map<TopicPartition, Position> positions = new ConcurrentHashMap<>();

  /**
   * How far one partition is read.
   *
   * @param next the offset of what is read next
   * @param last the offset of the last record before it that was delivered, or −1
   */
  private record Position(long next, long last) {}

  /** Takes in what a poll brought. */
  void take(ConsumerRecords<?, ?> records) {
    for (Map.Entry<TopicPartition, OffsetAndMetadata> next : records.nextOffsets().entrySet()) {
      var delivered = records.records(next.getKey());
      long last = delivered.isEmpty() ? -1 : delivered.get(delivered.size() - 1).offset();
      positions.merge(
          next.getKey(),
          new Position(next.getValue().offset(), last),
          (before, now) -> new Position(now.next(), Math.max(before.last(), now.last())));
    }
  }

  /**
   * Returns a partition's offset before which nothing is left to be processed.
   *
   * @param committed its committed offset
   */
  long done(TopicPartition partition, long committed) {
    Position position = positions.get(partition);
    return position != null && committed > position.last()
        ? Math.max(committed, position.next())
        : committed;
  }
}

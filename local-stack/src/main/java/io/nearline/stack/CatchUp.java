package io.nearline.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.nearline.process.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until Pinot has read again what Kafka holds. A server that starts reads every partition
 * from the end of its last committed segment on, and until it is through, it answers whole-looking
 * queries with a part of the rows.
 *
 * <p>Pinot can wait for this itself, but not where records come in transactions: it compares its
 * place, after the last record, with the partition's end, which is after the transaction's marker.
 * So here a consumer looks whether any committed record lies between.
 */
final class CatchUp implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(CatchUp.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  // A segment is being committed, and the next one isn't read yet.
  private static final long BETWEEN_SEGMENTS = -1;
  private static final Duration POLL = Duration.ofMillis(200);

  private final PinotController controller;
  private final KafkaConsumer<byte[], byte[]> consumer;

  private CatchUp(Ports ports) {
    controller = new PinotController(ports.address(StackPorts.PINOT_CONTROLLER));
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                ports.address(StackPorts.KAFKA),
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "max.poll.records",
                1),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /**
   * Returns when no real-time table lacks a record that was committed before the call. Returns also
   * when none has come nearer to that for 20 s, or Pinot can't tell, which is logged: a table may
   * be at fault without the stack being so.
   */
  static void await(Ports ports) throws InterruptedException {
    try (CatchUp catchUp = new CatchUp(ports)) {
      catchUp.await();
    } catch (IOException | KafkaException e) {
      LOGGER.warn("Unknown whether Pinot has read all that Kafka holds", e);
    }
  }

  private void await() throws IOException, InterruptedException {
    Map<TopicPartition, Long> ends = consumer.endOffsets(positions().keySet());
    Map<TopicPartition, Long> behind = behind(ends);
    long lastProgress = System.nanoTime();
    while (!behind.isEmpty()) {
      if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
        LOGGER.warn("Pinot has stopped reading at {} (expected: until {})", behind, ends);
        return;
      }
      Thread.sleep(POLL.toMillis());
      Map<TopicPartition, Long> now = behind(ends);
      if (!now.equals(behind)) {
        lastProgress = System.nanoTime();
        behind = now;
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** Where the partitions stand that have records to read before {@code ends}. */
  private Map<TopicPartition, Long> behind(Map<TopicPartition, Long> ends)
      throws IOException, InterruptedException {
    Map<TopicPartition, Long> positions = positions();
    Map<TopicPartition, Long> behind = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          long position = positions.getOrDefault(partition, BETWEEN_SEGMENTS);
          if (position == BETWEEN_SEGMENTS
              || (position < end && hasRecord(partition, position, end))) {
            behind.put(partition, position);
          }
        });
    return behind;
  }

  /** Whether a committed record lies in {@code [from, end)}. */
  private boolean hasRecord(TopicPartition partition, long from, long end) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    while (consumer.position(partition) < end) {
      var records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        return records.iterator().next().offset() < end;
      }
    }
    return false;
  }

  /**
   * The offset that each partition is read from next; the lowest, where several tables read the
   * same topic.
   */
  private Map<TopicPartition, Long> positions() throws IOException, InterruptedException {
    Set<String> topics = consumer.listTopics().keySet();
    Map<TopicPartition, Long> positions = new HashMap<>();
    for (String table : controller.realtimeTables()) {
      String topic = controller.topic(table);
      // A table outlives its topic, but has nothing more to read then.
      if (!topics.contains(topic)) {
        continue;
      }
      for (JsonNode offsets : controller.consumedOffsets(table)) {
        for (Map.Entry<String, JsonNode> offset : offsets.properties()) {
          TopicPartition partition = new TopicPartition(topic, Integer.parseInt(offset.getKey()));
          positions.merge(partition, offset.getValue().asLong(), Math::min);
        }
      }
    }
    return positions;
  }
}

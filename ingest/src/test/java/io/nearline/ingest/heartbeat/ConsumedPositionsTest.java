package io.nearline.ingest.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ConsumedPositionsTest {
  private static final TopicPartition PARTITION = new TopicPartition("raw", 0);

  private final ConsumedPositions positions = new ConsumedPositions();

  private void poll(long next, long... offsets) {
    List<ConsumerRecord<byte[], byte[]>> records =
        Arrays.stream(offsets)
            .mapToObj(offset -> new ConsumerRecord<>("raw", 0, offset, new byte[0], new byte[0]))
            .toList();
    PositionInterceptor interceptor = new PositionInterceptor();
    interceptor.configure(Map.of("nearline.positions", positions));
    interceptor.onConsume(
        new ConsumerRecords<>(
            records.isEmpty() ? Map.of() : Map.of(PARTITION, records),
            Map.of(PARTITION, new OffsetAndMetadata(next))));
  }

  @Test
  void whatWasNeverReadIsDoneAsFarAsItIsCommitted() {
    assertThat(positions.done(PARTITION, 5)).isEqualTo(5);
  }

  @Test
  void whatIsNoRecordNeedsNoCommit() {
    poll(12);
    assertThat(positions.done(PARTITION, 5)).isEqualTo(12);
  }

  @Test
  void whatWasDeliveredMustBeCommitted() {
    poll(8, 5, 6);
    assertThat(positions.done(PARTITION, 5)).isEqualTo(5);
    assertThat(positions.done(PARTITION, 6)).isEqualTo(6);
    assertThat(positions.done(PARTITION, 7)).isEqualTo(8);
    poll(10);
    assertThat(positions.done(PARTITION, 6)).isEqualTo(6);
    assertThat(positions.done(PARTITION, 7)).isEqualTo(10);
    assertThat(positions.done(PARTITION, 11)).as("by another process").isEqualTo(11);
  }

  @Test
  void otherInterceptorsStay() {
    Properties properties = new Properties();
    properties.put("interceptor.classes", "a.B");
    PositionInterceptor.register(properties, positions);
    assertThat(properties)
        .containsEntry(
            "main.consumer.interceptor.classes", "a.B," + PositionInterceptor.class.getName());
  }
}

package io.nearline.it.stack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

/** What the stack's Kafka takes. */
class TopicsIT {
  private static final int MEBIBYTE = 1024 * 1024;

  private final Topics topics = Stack.shared().topics();

  @Test
  void messagesMayHaveEightMebibytes() throws Exception {
    topics.create("large", 1);
    try (Producer<byte[], byte[]> producer =
        topics.producer(Map.of("max.request.size", 16 * MEBIBYTE))) {
      assertThat(
              producer
                  .send(new ProducerRecord<>("large", new byte[8 * MEBIBYTE]))
                  .get(30, SECONDS)
                  .offset())
          .isZero();
      assertThatThrownBy(
              () ->
                  producer
                      .send(new ProducerRecord<>("large", new byte[9 * MEBIBYTE]))
                      .get(30, SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(RecordTooLargeException.class);
    }
  }

  @Test
  void topicsAreNotMadeByWriting() {
    // Time enough to be told that there is no such topic, rather than to hear nothing.
    try (Producer<byte[], byte[]> producer = topics.producer(Map.of("max.block.ms", 4_000))) {
      assertThatThrownBy(
              () -> producer.send(new ProducerRecord<>("mistyped", new byte[1])).get(30, SECONDS))
          .hasRootCauseInstanceOf(UnknownTopicOrPartitionException.class)
          .hasMessageContaining("mistyped");
    }
  }
}

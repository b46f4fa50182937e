package io.nearline.it.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

/**
 * Pinot sees what transactions have committed and nothing else. A fetch that finds nothing but what
 * was aborted, or markers that end transactions, would stall Pinot's consumer for good, without an
 * error.
 */
class ReadCommittedIT {
  private static final int ABORTED_RECORDS = 4 * 1024;
  private static final String KILOBYTE = "x".repeat(1024);

  /**
   * Records of a kilobyte: one batch of them fits in a segment of a mebibyte, two don't. Two
   * transactions of one batch each are in two segments, so the first one ends with a marker.
   */
  private static final int HALF_A_SEGMENT = 600;

  private final Stack stack = Stack.shared();

  @Test
  void passesAbortedMegabytes() {
    TestTable table = table("read_committed", Map.of());

    try (Producer<byte[], byte[]> producer =
        producer(table, Map.of("batch.size", 5 << 20, "max.request.size", 8 << 20))) {
      producer.beginTransaction();
      send(producer, table.name(), 1_000_000, ABORTED_RECORDS, KILOBYTE);
      producer.flush();
      producer.abortTransaction();

      producer.beginTransaction();
      send(producer, table.name(), 0, 100, "committed");
      producer.commitTransaction();
    }

    stack.pinot().awaitCount(table.name(), 100, Duration.ofMinutes(4));
    assertThat(
            stack
                .pinot()
                .query("SELECT MIN(id), MAX(id), DISTINCTCOUNT(id) FROM read_committed LIMIT 1")
                .rows())
        .hasToString("[[0.0,99.0,100]]");
  }

  /** A fetch reads one segment of the log: from here on the first one has the marker alone. */
  @Test
  void passesTheMarkerThatALogSegmentEndsWith() {
    TestTable table = table("segment_ends", Map.of("segment.bytes", Integer.toString(1 << 20)));

    try (Producer<byte[], byte[]> producer =
        producer(table, Map.of("batch.size", 1 << 20, "linger.ms", 60_000))) {
      for (int sent = 0; sent < 3 * HALF_A_SEGMENT; sent += HALF_A_SEGMENT) {
        producer.beginTransaction();
        send(producer, table.name(), sent, HALF_A_SEGMENT, KILOBYTE);
        producer.commitTransaction();
        stack.pinot().awaitCount(table.name(), (long) sent + HALF_A_SEGMENT, Duration.ofMinutes(1));
      }
      assertThat(producer.metrics().values())
          .filteredOn(metric -> metric.metricName().name().equals("records-per-request-avg"))
          .extracting(metric -> metric.metricValue())
          .as("records of a batch: with more batches no segment need end with a marker")
          .containsExactly((double) HALF_A_SEGMENT);
    }
  }

  private TestTable table(String name, Map<String, String> topic) {
    TestTable table = TestTable.on(stack, name);
    stack.topics().create(name, 1, topic);
    stack.pinot().createTable(table.schema(), table.table());
    return table;
  }

  private Producer<byte[], byte[]> producer(TestTable table, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("transactional.id", table.name());
    Producer<byte[], byte[]> producer = stack.topics().producer(all);
    producer.initTransactions();
    return producer;
  }

  private static void send(
      Producer<byte[], byte[]> producer, String topic, int firstId, int count, String padding) {
    IntStream.range(firstId, firstId + count)
        .forEach(
            id -> {
              String json =
                  "{\"id\": %d, \"padding\": \"%s\", \"timestamp\": %d}"
                      .formatted(id, padding, 1_000 + id);
              var unused =
                  producer.send(Topics.record(topic, new Topics.Line(Integer.toString(id), json)));
            });
  }
}

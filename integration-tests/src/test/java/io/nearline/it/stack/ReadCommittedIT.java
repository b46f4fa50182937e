package io.nearline.it.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

  @Test
  void passesAbortedMegabytes() {
    Stack stack = Stack.shared();
    TestTable table = TestTable.on(stack, "read_committed");
    stack.topics().create(table.name(), 1);
    stack.pinot().createTable(table.schema(), table.table());

    try (Producer<byte[], byte[]> producer =
        stack
            .topics()
            .producer(
                Map.of(
                    "transactional.id",
                    "read-committed-it",
                    "batch.size",
                    5 << 20,
                    "max.request.size",
                    8 << 20))) {
      producer.initTransactions();
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
    Stack stack = Stack.shared();
    TestTable table = TestTable.on(stack, "segment_ends");
    stack.topics().create(table.name(), 1, Map.of("segment.bytes", Integer.toString(1 << 20)));
    stack.pinot().createTable(table.schema(), table.table());

    try (Producer<byte[], byte[]> producer =
        stack
            .topics()
            .producer(
                Map.of(
                    "transactional.id",
                    "segment-ends-it",
                    "batch.size",
                    1 << 20,
                    "linger.ms",
                    60_000))) {
      producer.initTransactions();
      for (int sent = 0; sent < 3 * HALF_A_SEGMENT; sent += HALF_A_SEGMENT) {
        producer.beginTransaction();
        send(producer, table.name(), sent, HALF_A_SEGMENT, KILOBYTE);
        producer.commitTransaction();
        stack.pinot().awaitCount(table.name(), (long) sent + HALF_A_SEGMENT, Duration.ofMinutes(1));
      }
    }
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

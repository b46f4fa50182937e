package io.nearline.it.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.process.ChildFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

/** What a stack has acknowledged outlives it, however it ends. */
class StackRestartIT {
  // One committed segment, and a consuming one that takes a while to be read again.
  private static final int ROWS = 190_000;
  private static final Duration BOUND = Duration.ofMinutes(4);

  @Test
  void keepsRowsWhenKilled() {
    Stack first = Stack.breakable();
    TestTable table = TestTable.on(first, "restart");
    first.topics().create(table.name(), 1);
    first.pinot().createTable(table.schema(), table.table());
    publish(first, 0, ROWS);
    first.pinot().awaitCount(table.name(), ROWS, BOUND);
    first.kill();

    Stack second = Stack.breakable();
    assertThat(second.pinot().count("restart"))
        .as("rows as soon as the stack is ready")
        .isEqualTo(ROWS);
    assertThat(second.kafka()).isEqualTo(first.kafka());
    publish(second, ROWS, 100);
    second.pinot().awaitCount("restart", ROWS + 100, BOUND);
    assertThat(
            second
                .pinot()
                .query("SELECT DISTINCTCOUNT(id) FROM restart LIMIT 1")
                .cell(0, 0)
                .asLong())
        .isEqualTo(ROWS + 100);
  }

  @Test
  void refusesTakenPortsAndDirectories() {
    Stack shared = Stack.shared();

    assertThat(failure(shared.directory().resolveSibling("taken"), shared.basePort()))
        .contains("ended with code 2", "port " + shared.basePort() + " is taken (kafka)");
    assertThat(failure(shared.directory(), shared.basePort()))
        .contains("ended with code 2", shared.directory() + " is in use by another stack");
    assertThat(shared.directory().resolve("stack.json")).exists();
    assertThat(shared.process().isAlive()).isTrue();
  }

  private static String failure(Path directory, int basePort) {
    try (Stack unexpected = Stack.start(directory, basePort)) {
      return "started on " + unexpected.kafka();
    } catch (ChildFailedException e) {
      return String.valueOf(e.getMessage());
    }
  }

  // In a transaction, whose marker is what the topic ends with.
  private static void publish(Stack stack, int firstId, int count) {
    try (Producer<byte[], byte[]> producer =
        stack.topics().producer(Map.of("transactional.id", "restart-it"))) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int id = firstId; id < firstId + count; id++) {
        String json =
            "{\"id\": %d, \"padding\": \"p\", \"timestamp\": %d}".formatted(id, 1_000 + id);
        var unused =
            producer.send(Topics.record("restart", new Topics.Line(Integer.toString(id), json)));
      }
      producer.commitTransaction();
    }
  }
}

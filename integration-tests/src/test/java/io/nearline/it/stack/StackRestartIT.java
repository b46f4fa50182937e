package io.nearline.it.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.process.ChildFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a stack has acknowledged outlives it, however it ends. */
class StackRestartIT {
  // Not a multiple of the table's flush threshold, so that both committed segments and a consuming
  // one come back.
  private static final int ROWS = 2_500;

  @Test
  void keepsRowsWhenKilled() {
    Stack first = Stack.startEmpty("restart");
    try (first) {
      TestTable table = TestTable.on(first, "restart");
      first.topics().create(table.name(), 1);
      first.pinot().createTable(table.schema(), table.table());
      first.topics().publish(table.name(), lines(0, ROWS));
      first.pinot().awaitCount(table.name(), ROWS, Duration.ofSeconds(60));
      first.kill();
    }

    try (Stack second = Stack.start(first.directory(), first.basePort())) {
      assertThat(second.kafka()).isEqualTo(first.kafka());
      second.pinot().awaitCount("restart", ROWS, Duration.ofSeconds(30));
      second.topics().publish("restart", lines(ROWS, 100));
      second.pinot().awaitCount("restart", ROWS + 100, Duration.ofSeconds(30));
      assertThat(
              second
                  .pinot()
                  .query("SELECT DISTINCTCOUNT(id) FROM restart LIMIT 1")
                  .cell(0, 0)
                  .asLong())
          .isEqualTo(ROWS + 100);
    }
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

  private static List<Topics.Line> lines(int firstId, int count) {
    return IntStream.range(firstId, firstId + count)
        .mapToObj(
            id ->
                new Topics.Line(
                    Integer.toString(id),
                    "{\"id\": %d, \"padding\": \"p\", \"timestamp\": %d}"
                        .formatted(id, 1_000 + id)))
        .toList();
  }
}

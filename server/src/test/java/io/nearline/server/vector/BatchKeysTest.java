package io.nearline.server.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.value.Items;
import io.nearline.server.sql.Partitioning;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchKeysTest {
  private static final BatchKeys PAIRS =
      BatchKeys.of(
          List.of(
              List.of(Items.of(7), Items.of("a", "b")),
              List.of(Items.of(8, 7, 7), Items.of("b")),
              List.of(Items.of(7), Items.of("a"))),
          Partitioning.UNKNOWN,
          Integer.MAX_VALUE);

  private static List<String> entities(int caller) {
    return IntStream.range(0, PAIRS.rows(caller))
        .mapToObj(row -> PAIRS.index().keys().text(PAIRS.position(caller, row)))
        .toList();
  }

  @Test
  void eachCallersRowsAreItsOwnEntities() {
    assertThat(entities(0)).containsExactly("7, \"a\"", "7, \"b\"");
    assertThat(entities(1)).containsExactly("8, \"b\"", "7, \"b\"", "7, \"b\"");
    assertThat(entities(2)).containsExactly("7, \"a\"");
  }

  @Test
  void eachEntityIsAskedForOnce() {
    assertThat(PAIRS.index().keys().size()).isEqualTo(3);
  }

  @Test
  void callersAskForNoEntitiesButTheirs() {
    int position = PAIRS.position(1, 0);

    assertThat(PAIRS.asksFor(1, position, position + 1)).isTrue();
    assertThat(PAIRS.asksFor(0, position, position + 1)).isFalse();
    assertThat(PAIRS.asksFor(0, 0, 3)).isTrue();
  }
}

package io.nearline.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.value.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EntityKeysTest {
  private static final EntityKeys PAIRS =
      new EntityKeys(List.of(Items.of(5, 5, 5, 6, 7, 7), Items.of("a", "b", "c", "a", "b", "d")));

  @Test
  void valuesOfAKeyAreWrittenOnce() {
    assertThat(PAIRS.values(0)).isEqualTo(Items.of(5, 6, 7));
    assertThat(PAIRS.values(1)).isEqualTo(Items.of("a", "b", "c", "d"));
    assertThat(PAIRS.combinations()).isEqualTo(12);
    assertThat(PAIRS.text(3)).isEqualTo("6, \"a\"");
  }

  @Test
  void sliceHasTheValuesOfItsOwnEntities() {
    EntityKeys slice = PAIRS.slice(1, 4);

    assertThat(slice.column(1)).isEqualTo(Items.of("b", "c", "a"));
    assertThat(slice.values(0)).isEqualTo(Items.of(5, 6));
    assertThat(slice.combinations()).isEqualTo(6);
  }

  @Test
  void oneRootsEntitiesStayTogether() {
    assertThat(PAIRS.after(0, 1)).isEqualTo(3);
    assertThat(PAIRS.after(0, 2)).isEqualTo(4);
    assertThat(PAIRS.after(3, 1)).isEqualTo(4);
    assertThat(PAIRS.after(3, 2)).isEqualTo(6);
    assertThat(PAIRS.after(0, 500)).isEqualTo(6);
    assertThat(EntityKeys.of(Items.of("a", "b", "c")).after(0, 2)).isEqualTo(2);
  }

  private static String statements(int keys, int most, int... partitionEnds) {
    EntityKeys all =
        new EntityKeys(List.of(Items.of(LongStream.range(0, keys).toArray())), partitionEnds);
    List<String> ends = new ArrayList<>();
    for (int from = 0; from < keys; from = all.after(from, most)) {
      ends.add(Integer.toString(all.after(from, most)));
    }
    return String.join(" ", ends);
  }

  @Test
  void statementsEndWherePartitionsDoIfThatTakesNoMoreOfThem() {
    assertThat(statements(16, 10, 4, 8, 12, 16)).isEqualTo("8 16");
    assertThat(statements(12, 10, 3, 6, 9, 12)).isEqualTo("6 12");
    assertThat(statements(32, 10, 7, 16, 24, 32)).isEqualTo("7 16 24 32");
    assertThat(statements(20, 10, 5, 11, 15, 20)).isEqualTo("10 20");
    assertThat(statements(19, 10, 5, 9, 15, 19)).isEqualTo("9 19");
    assertThat(statements(18, 10, 5, 11, 13, 18)).isEqualTo("10 18");
    assertThat(statements(15, 10, 5, 9, 9, 15)).isEqualTo("9 15");
    assertThat(statements(15, 10, 0, 0, 15)).isEqualTo("10 15");
    assertThat(statements(10, 10, 3, 7, 10)).isEqualTo("10");
    assertThat(statements(39, 10, 10, 20, 31, 39)).isEqualTo("10 20 30 39");
  }

  @Test
  void oneRootsEntitiesStayTogetherWherePartitionsEnd() {
    EntityKeys pairs =
        new EntityKeys(
            List.of(Items.of(5, 5, 5, 6, 7, 7), Items.of("a", "b", "c", "a", "b", "d")),
            new int[] {3, 6});

    assertThat(pairs.after(0, 2)).isEqualTo(3);
    assertThat(pairs.after(3, 2)).isEqualTo(6);
    assertThat(pairs.after(3, 1)).isEqualTo(4);
    assertThat(pairs.rootKeys()).isEqualTo(3);
  }
}

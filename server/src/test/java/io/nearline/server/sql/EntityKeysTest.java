package io.nearline.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.value.Items;
import java.util.List;
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
}

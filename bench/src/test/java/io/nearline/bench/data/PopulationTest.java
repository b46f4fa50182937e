package io.nearline.bench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PopulationTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 97, 1000, 200_000})
  void permutationHasEachPlaceOnceAndKnowsTheWayBack(int size) {
    Permutation permutation = new Permutation(size);
    BitSet places = new BitSet(size);
    for (int number = 0; number < size; number++) {
      int place = permutation.place(number);
      places.set(place);
      assertThat(permutation.number(place)).isEqualTo(number);
    }
    assertThat(places.cardinality()).isEqualTo(size);
    assertThat(places.length()).isEqualTo(size);
  }

  @Test
  void mostActorsHaveAboutTheAverageAndAFewFarMore() {
    Population population = new Population(new PopulationSize(2_000_000, 200_000));

    assertThat(count(population, 0)).isBetween(2_000, 2_500);
    assertThat(count(population, 100_000)).isBetween(6, 8);
    assertThat(count(population, 199_999)).isBetween(4, 6);
    assertThat(population.end(199_999)).isEqualTo(2_000_000);
  }

  @Test
  void knowsWhoseAnActionIs() {
    Population population = new Population(new PopulationSize(5_000, 300));
    for (int rank = 0; rank < 300; rank++) {
      for (int action = population.begin(rank); action < population.end(rank); action++) {
        assertThat(population.rankOf(action)).isEqualTo(rank);
      }
      assertThat(population.rank(population.id(rank))).isEqualTo(rank);
    }
    assertThat(population.hottest()).isEqualTo(population.id(0));
  }

  @Test
  void hasNoFewerActionsThanActors() {
    assertThatThrownBy(() -> new PopulationSize(9, 10))
        .hasMessage("actions: 9 (expected: at least one an actor, 10)");
  }

  private static int count(Population population, int rank) {
    return population.end(rank) - population.begin(rank);
  }
}

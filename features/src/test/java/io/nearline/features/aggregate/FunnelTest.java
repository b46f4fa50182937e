package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.GEO;
import static io.nearline.features.aggregate.Evaluations.action;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.features.TestAttributes;
import io.nearline.features.action.Action;
import io.nearline.features.condition.ConditionCompiler;
import io.nearline.features.value.Evaluated;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunnelTest {
  private static final ConditionCompiler CONDITIONS =
      new ConditionCompiler(TestAttributes.CATALOGUE);
  private static final Funnel A_B_C = funnel("a", "b", "c");

  /** Each step is the letters, one of which must be the geo. */
  private static Funnel funnel(String... steps) {
    return new Funnel(
        Arrays.stream(steps)
            .map(letters -> "\"" + String.join("\", \"", letters.split("")) + "\"")
            .map(list -> CONDITIONS.compile("objectAttributes.geo in [" + list + "]"))
            .toList());
  }

  /** One action for each letter, one each millisecond. */
  private static Action[] actions(String geos) {
    return IntStream.range(0, geos.length())
        .mapToObj(i -> action("e" + i, i, GEO, geos.substring(i, i + 1)))
        .toArray(Action[]::new);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "x, 0",
    "a, 1",
    "ab, 2",
    "abc, 3",
    "bca, 1",
    "acb, 2",
    "cab, 2",
    "ac, 1",
    "bc, 0",
    "xaxbxcx, 3",
    "acabc, 3",
    "aabbcc, 3",
    "cba, 1"
  })
  void isTheDeepestStepReachedInOrder(String geos, long depth) {
    assertThat(evaluate(A_B_C, actions(geos))).isEqualTo(Evaluated.int64(depth));
  }

  @ParameterizedTest
  @CsvSource({"a, 1", "aa, 2", "aaa, 3", "aaaa, 3"})
  void oneActionReachesOneStep(String geos, long depth) {
    assertThat(evaluate(funnel("a", "ab", "a"), actions(geos))).isEqualTo(Evaluated.int64(depth));
  }

  @Test
  void ordersOneMillisecondByTheUtf8OfTheEventId() {
    assertThat(evaluate(A_B_C, action("1", 5, GEO, "a"), action("2", 5, GEO, "b")))
        .isEqualTo(Evaluated.int64(2));
    assertThat(evaluate(A_B_C, action("2", 5, GEO, "a"), action("1", 5, GEO, "b")))
        .isEqualTo(Evaluated.int64(1));
    assertThat(evaluate(A_B_C, action("\uE000", 5, GEO, "a"), action("\uD83D\uDE00", 5, GEO, "b")))
        .isEqualTo(Evaluated.int64(2));
  }

  @Test
  void anActionThatLacksTheFieldReachesNothing() {
    assertThat(evaluate(A_B_C, action("1", 1, GEO, null), action("2", 2, GEO, "a")))
        .isEqualTo(Evaluated.int64(1));
  }

  @Test
  void isTheGreatestDepthThatAnyChoiceOfActionsReaches() {
    long seed = Long.getLong("nearline.seed", System.nanoTime());
    System.out.println("FunnelTest seed: " + seed);
    Random random = new Random(seed);
    List<String> letters = List.of("a", "b", "c", "ab", "bc", "abc");
    for (int round = 0; round < 500; round++) {
      String[] steps =
          random.ints(1 + random.nextInt(4), 0, 6).mapToObj(letters::get).toArray(String[]::new);
      StringBuilder geos = new StringBuilder();
      random.ints(random.nextInt(8), 0, 4).forEach(i -> geos.append("abcx".charAt(i)));
      assertThat(evaluate(funnel(steps), actions(geos.toString())))
          .as(Arrays.toString(steps) + " over " + geos)
          .isEqualTo(Evaluated.int64(deepest(steps, 0, geos.toString())));
    }
  }

  /** Tries every action for the step. */
  private static int deepest(String[] steps, int step, String geos) {
    int deepest = step;
    for (int i = 0; step < steps.length && i < geos.length(); i++) {
      if (steps[step].contains(geos.substring(i, i + 1))) {
        deepest = Math.max(deepest, deepest(steps, step + 1, geos.substring(i + 1)));
      }
    }
    return deepest;
  }

  @Test
  void refusesNoneAndTooManySteps() {
    assertThatThrownBy(() -> new Funnel(List.of()))
        .hasMessage("steps: 0 (expected: from 1 to 32 steps)");
    assertThatThrownBy(() -> new Funnel(Collections.nCopies(33, A_B_C.steps().get(0))))
        .hasMessage("steps: 33 (expected: from 1 to 32 steps)");
  }
}

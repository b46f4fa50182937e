package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.AS_OF;
import static io.nearline.features.aggregate.Evaluations.GEO;
import static io.nearline.features.aggregate.Evaluations.PRICE;
import static io.nearline.features.aggregate.Evaluations.action;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.action.Action;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LastKTest {
  private static final Listed EVENT = new Listed.OfField(StandardField.EVENT_ID);
  private static final Action[] ACTIONS = {
    action("a", AS_OF - 3, Map.of(GEO, "x", PRICE, 1.5)),
    action("d", AS_OF - 1, Map.of(GEO, "y")),
    action("b", AS_OF - 2, GEO, null),
    action("c", AS_OF - 2, Map.of(GEO, "x", PRICE, 2.5)),
    action("e", AS_OF - 9, GEO, null),
    action("f", AS_OF - 9, Map.of(GEO, "z")),
  };

  @Test
  void listsTheNewestFirstAndTiesByEventIdDescending() {
    assertThat(texts(3, Optional.empty(), ACTIONS)).containsExactly("[d, c, b]");
    assertThat(texts(100, Optional.empty(), ACTIONS)).containsExactly("[d, c, b, a, f, e]");
    assertThat(
            texts(
                2,
                Optional.empty(),
                action("e-\uE000", 1, GEO, null),
                action("e-\uD83D\uDE00", 1, GEO, null),
                action("e-9", 1, GEO, null)))
        .containsExactly("[e-\uD83D\uDE00, e-\uE000]");
  }

  @Test
  void listsSeveralColumnsWithNulls() {
    LastK lastK =
        new LastK(
            List.of(
                EVENT, new Listed.OfField(GEO), new Listed.OfField(PRICE), new Listed.AgeMillis()),
            4,
            Optional.empty(),
            Padding.NONE);
    assertThat(lastK.type().text())
        .isEqualTo(
            "list(struct(eventId: string, objectAttributes.geo: string,"
                + " objectAttributes.price: double, age_ms: int64))");
    assertThat(texts(lastK, ACTIONS))
        .containsExactly(
            "[d, c, b, a]", "[y, x, null, x]", "[null, 2.5, null, 1.5]", "[1, 2, 2, 3]");
  }

  @Test
  void keepsTheNewestOfEachDistinctValueMissingBeingOne() {
    assertThat(texts(10, Optional.of(GEO), ACTIONS)).containsExactly("[d, c, b, f]");
    assertThat(texts(2, Optional.of(GEO), ACTIONS)).containsExactly("[d, c]");
  }

  @Test
  void isEmptyOverNothing() {
    assertThat(texts(3, Optional.empty())).containsExactly("[]");
  }

  @Test
  void fillsUpToKWithMissingItemsInEveryColumn() {
    LastK lastK =
        new LastK(List.of(EVENT, new Listed.AgeMillis()), 3, Optional.of(GEO), Padding.TO_K);
    assertThat(texts(lastK, ACTIONS)).containsExactly("[d, c, b]", "[1, 2, 2]");
    assertThat(texts(lastK, ACTIONS[0], ACTIONS[3]))
        .containsExactly("[c, null, null]", "[2, null, null]");
    assertThat(texts(lastK)).containsExactly("[null, null, null]", "[null, null, null]");
    assertThat(lastK.text())
        .isEqualTo("last_k(eventId, age_ms, k: 3, distinct: objectAttributes.geo, pad: true)");
  }

  @Test
  void sortsManyActions() {
    long seed = Long.getLong("nearline.seed", System.nanoTime());
    System.out.println("LastKTest seed: " + seed);
    Random random = new Random(seed);
    List<Action> actions =
        IntStream.range(0, 1_000)
            .mapToObj(i -> action("e" + i, random.nextInt(300), GEO, null))
            .toList();
    String expected =
        actions.stream()
            .sorted(
                Comparator.comparingLong(Action::timestamp)
                    .thenComparing(Action::eventId)
                    .reversed())
            .map(Action::eventId)
            .toList()
            .toString();
    assertThat(texts(1_000, Optional.empty(), actions.toArray(Action[]::new)))
        .containsExactly(expected);
  }

  private static List<String> texts(int k, Optional<Field> distinct, Action... actions) {
    return texts(new LastK(List.of(EVENT), k, distinct, Padding.NONE), actions);
  }

  private static List<String> texts(LastK lastK, Action... actions) {
    Evaluated evaluated = evaluate(lastK, actions);
    Value.Listing listing = (Value.Listing) evaluated.value().orElseThrow();
    return listing.columns().stream().map(Object::toString).toList();
  }
}

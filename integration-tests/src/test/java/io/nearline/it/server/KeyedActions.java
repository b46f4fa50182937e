package io.nearline.it.server;

import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.field.Field;
import io.nearline.features.type.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Random actions of few actors, objects and authors, and random keys of such. */
final class KeyedActions {
  private static final long HOUR = 3_600_000;

  private static final List<Long> ACTORS = List.of(1L, -1L, 0L, Long.MIN_VALUE, Long.MAX_VALUE);

  /** Objects and authors. */
  static final List<String> TEXTS =
      List.of("a", "it's", "two''in a row", "", "naïve 😀", "a\\b\"c", "'", "-- x", "missing");

  private static final List<Long> NUMBERS =
      List.of(0L, -5L, 9_007_199_254_740_993L, Long.MAX_VALUE, Long.MIN_VALUE + 1);

  private final Random random;
  private final long asOf;
  private final List<Action> all;

  /** Makes so many actions, the same for the same seed and instant. */
  KeyedActions(long seed, int count, long asOf) {
    this.random = new Random(seed);
    this.asOf = asOf;
    this.all = IntStream.range(0, count).mapToObj(this::action).toList();
  }

  /** Returns the actions. */
  List<Action> all() {
    return all;
  }

  /** Returns keys of actions, in part exchanged for those of others, and such as no action has. */
  Map<String, List<Object>> columns(List<Field> keys, int rows) {
    Map<String, List<Object>> columns = new LinkedHashMap<>();
    keys.forEach(key -> columns.put(key.text(), new ArrayList<>()));
    for (int row = 0; row < rows; row++) {
      Action action = pick(all);
      for (Field key : keys) {
        Object own = ServerUnderTest.value(random.nextInt(5) == 0 ? pick(all) : action, key.text());
        Object unseen =
            key.type() == ScalarType.INT64
                ? (Object) (random.nextBoolean() ? Long.MIN_VALUE : 404L)
                : random.nextBoolean() ? "__missing__" : "nobody's";
        Objects.requireNonNull(columns.get(key.text())).add(own == null ? unseen : own);
      }
    }
    return columns;
  }

  private Action action(int number) {
    long age =
        switch (random.nextInt(4)) {
          case 0 -> random.nextInt((int) (30 * HOUR));
          case 1 -> HOUR * random.nextInt(25);
          case 2 -> -random.nextInt(1000);
          default -> random.nextInt((int) (2 * HOUR));
        };
    return new Action(
        "entities:" + number,
        pick(ACTORS),
        attributes("country", pick(TEXTS.subList(0, 5)), "team", pick(NUMBERS.subList(0, 4))),
        number % 50 == 0 ? Action.HEARTBEAT_VERB : pick(List.of("view", "buy", "ünï")),
        attributes("dwell", pick(NUMBERS)),
        pick(TEXTS),
        attributes(
            "author", pick(TEXTS),
            "shop", pick(TEXTS.subList(0, 5)),
            // Quarters add up exactly, in whatever order.
            "price", random.nextInt(400) / 4.0),
        asOf - age);
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private @Nullable Attributes attributes(Object... namesAndValues) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (random.nextInt(5) > 0) {
        values.put((String) namesAndValues[i], namesAndValues[i + 1]);
      }
    }
    return random.nextInt(10) == 0 ? null : Attributes.of(values);
  }
}

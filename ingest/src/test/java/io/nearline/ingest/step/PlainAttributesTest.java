package io.nearline.ingest.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.action.Attributes;
import io.nearline.features.action.InvalidActionException;
import io.nearline.features.attribute.ColumnLimits;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds what is told in one pass against the checks that say what is wrong. */
class PlainAttributesTest {
  private static final long SEED = 20_261_122;
  private static final List<@Nullable Object> VALUES =
      Arrays.asList(
          "text",
          "",
          "é漢",
          "😀",
          "a\u0000",
          "\ud800",
          1L,
          -0.0,
          2.5,
          Double.NaN,
          true,
          null,
          3,
          BigInteger.TEN,
          Map.of("a", 1L),
          List.of(1L),
          "x".repeat(5_000),
          "\n".repeat(5_500));
  private static final List<Object> NAMES = List.of("a", "b", "é", "😀", "n\u0000", 7L, "");

  private final Random random = new Random(SEED);

  @Test
  void whatIsPlainIsWhatTheChecksPass() {
    int plain = 0;
    for (int i = 0; i < 50_000; i++) {
      Map<Object, @Nullable Object> values = new LinkedHashMap<>();
      for (int member = random.nextInt(4); member > 0; member--) {
        values.put(
            random.nextInt(4) == 0 ? NAMES.get(random.nextInt(NAMES.size())) : "n" + member,
            VALUES.get(random.nextInt(random.nextBoolean() ? 3 : VALUES.size())));
      }
      Optional<Attributes> told = PlainAttributes.of(values);
      if (told.isPresent()) {
        plain++;
        assertThat(told).as("seed %d: %s", SEED, values).isEqualTo(checked(values));
        assertThat(new ArrayList<>(told.get().values().keySet()))
            .isEqualTo(new ArrayList<>(values.keySet()));
      }
    }
    assertThat(plain).isBetween(10_000, 45_000);
  }

  @Test
  void theUsualIsPlain() {
    assertThat(PlainAttributes.of(Map.of("a", "b", "c", 1L, "d", 2.5, "e", false))).isPresent();
    assertThat(PlainAttributes.of(Map.of())).containsSame(Attributes.EMPTY);
  }

  private static Optional<Attributes> checked(Map<?, ?> values) {
    try {
      Attributes attributes = Attributes.of(values);
      Texts.checkDeep("x", attributes.values());
      return JsonLength.exceeds(attributes.values(), ColumnLimits.JSON)
          ? Optional.empty()
          : Optional.of(attributes);
    } catch (InvalidActionException e) {
      return Optional.empty();
    }
  }
}

package io.nearline.features.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.features.TestAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text is, it is a condition, or refused as one. */
class ConditionFuzzTest {
  private static final ConditionCompiler COMPILER = new ConditionCompiler(TestAttributes.CATALOGUE);
  private static final List<String> ATOMS =
      List.of(
          "verb == \"a\"",
          "object != 'it\\'s'",
          "actor >= -5",
          "1.5 < actor",
          "objectAttributes.price < 1e3",
          "objectAttributes.geo in [\"x\", \"\\u0000\\n\", \"é\uD83D\uDE00\"]",
          "objectAttributes.remote",
          "has(objectAttributes.stock)",
          "object.startsWith(\"\\\"\")",
          "objectAttributes.geo == verb",
          "true",
          "false");
  private static final List<String> TOKENS =
      List.of(
          " ",
          " ",
          "(",
          ")",
          "!",
          "&&",
          "||",
          "==",
          "!=",
          "<",
          ">=",
          "in",
          "[",
          "]",
          ",",
          ".",
          "-",
          "?",
          ":",
          "+",
          "{",
          "}",
          "\"",
          "'",
          "\\",
          "has",
          "verb",
          "actor",
          "objectAttributes",
          "geo",
          "price",
          "startsWith",
          "\"a\"",
          "1",
          "2.5",
          "1e999",
          "9223372036854775808",
          "null",
          "\0",
          "\uD83D",
          "\uDE00",
          "é",
          "//",
          "\n",
          "`",
          "r\"",
          "b\"",
          "0x",
          "1u");

  @Test
  void tokensAtRandomAreCompiledOrRefused() {
    Random random = random();
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(10); length >= 0; length--) {
        text.append(pick(random, random.nextInt(3) == 0 ? ATOMS : TOKENS));
      }
      try {
        COMPILER.compile(text.toString());
      } catch (ConditionException e) {
        assertThat(e.expectation()).isNotEmpty();
      }
    }
  }

  @Test
  void whatIsCompiledCompilesToTheSameFromItsText() {
    Random random = random();
    for (int i = 0; i < 2_000; i++) {
      Condition condition = COMPILER.compile(text(random, 4));
      assertThat(COMPILER.compile(condition.text())).as(condition.text()).isEqualTo(condition);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "!(", "verb == \"a\" || (", "[", "-", "a."})
  void endlessNestingIsRefused(String opening) {
    assertThatThrownBy(() -> COMPILER.compile(opening.repeat(20_000)))
        .isInstanceOf(ConditionException.class);
  }

  @Test
  void longListsAndChainsAreCompiled() {
    List<String> parts = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      parts.add("actor == " + i);
      values.add("\"" + i + "\"");
    }
    assertThat(COMPILER.compile(String.join(" || ", parts)).text())
        .isEqualTo(String.join(" || ", parts));
    assertThat(COMPILER.compile("verb in [" + String.join(", ", values) + "]"))
        .isInstanceOf(Atom.In.class);
  }

  private static String text(Random random, int depth) {
    if (depth == 0) {
      return pick(random, ATOMS);
    }
    return switch (random.nextInt(4)) {
      case 0 -> pick(random, ATOMS);
      case 1 -> "!(" + text(random, depth - 1) + ")";
      case 2 -> "(" + text(random, depth - 1) + ") && (" + text(random, depth - 1) + ")";
      default -> text(random, depth - 1) + " || (" + text(random, depth - 1) + ")";
    };
  }

  private static Random random() {
    long seed = Long.getLong("nearline.seed", System.nanoTime());
    System.out.println("ConditionFuzzTest seed: " + seed);
    return new Random(seed);
  }

  private static String pick(Random random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}

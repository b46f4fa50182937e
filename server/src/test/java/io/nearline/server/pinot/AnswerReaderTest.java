package io.nearline.server.pinot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packed way of reading an answer against the way over a tree: both see the same in it. */
class AnswerReaderTest {
  /** Every kind of cell that Pinot sends, and many that it never does. */
  private static final List<String> CELLS =
      List.of(
          "0",
          "-0",
          "7",
          "-1",
          "2147483648",
          "9007199254740993",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "123456789012345678901234567890",
          "3.0",
          "-0.0",
          "1.5",
          "0.1",
          "1.795220583152E12",
          "9007199254740992.0",
          "9007199254740994.0",
          "-9.223372036854775808E18",
          "4.9E-324",
          "1e400",
          "0.1234567890123456789012345678901234567890",
          "\"\"",
          "\" \"",
          "\"7\"",
          "\" 7 \"",
          "\"-9223372036854775808\"",
          "\"9223372036854775808\"",
          "\"500150.0\"",
          "\"1E+3\"",
          "\"1e400\"",
          "\"0x1p3\"",
          "\"1d\"",
          "\"1_000\"",
          "\"0.30000000000000004440892098500626\"",
          "\"NaN\"",
          "\"-Infinity\"",
          "\"Infinity\"",
          "\"nan\"",
          "\"null\"",
          "\"true\"",
          "\"naïve 'x' \\u0001 😀 \\\" \\\\ \\ud83d\\ude00\"",
          "null",
          "true",
          "false",
          "{}",
          "{\"a\": [1, {\"b\": null}]}",
          "[]",
          "[1]",
          "[0.5, -2, 1e39, 0.25]",
          "[\"-Infinity\"]",
          "[\"NaN\", 1, \"2.5\"]",
          "[123456789012345678901234567890]",
          "[0.5, \"x\", 0.25]",
          "[0.5, null]",
          "[true]",
          "[[0.5], 1]",
          "[0.5, {\"a\": [1]}, [[]], 2]");

  static Stream<String> cells() {
    return CELLS.stream();
  }

  @ParameterizedTest
  @MethodSource("cells")
  void cellReadsAsItDoesFromATree(String cell) throws IOException {
    assertSame(answer("[\"a\"]", "[[" + cell + "]]"));
  }

  @Test
  void tablesOfAnyCells() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int table = 0; table < 500; table++) {
      int width = 1 + random.nextInt(4);
      List<String> rows = new ArrayList<>();
      for (int row = random.nextInt(40); row > 0; row--) {
        // One row in some hundred is a cell too short or too long.
        int cells = random.nextInt(200) == 0 ? random.nextInt(6) : width;
        List<String> row1 = new ArrayList<>();
        for (int cell = 0; cell < cells; cell++) {
          row1.add(CELLS.get(random.nextInt(CELLS.size())));
        }
        rows.add(row1.toString());
      }
      List<String> names = List.of("\"a\"", "\"b\"", "7", "null").subList(0, width);
      assertSame("seed " + seed, answer(names.toString(), rows.toString()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "3",
        "\"x\"",
        "[]",
        "[[1], {\"numServersQueried\": 1}]",
        "{}",
        "{} {",
        "{}}",
        "<html>",
        "{\"resultTable\": null}",
        "{\"resultTable\": 3}",
        "{\"resultTable\": [[1]]}",
        "{\"resultTable\": {}}",
        "{\"resultTable\": {\"rows\": [[1]]}}",
        "{\"resultTable\": {\"dataSchema\": {\"columnNames\": [\"a\"]}}}",
        "{\"resultTable\": {\"dataSchema\": {\"columnNames\": [\"a\"]}, \"rows\": {}}}",
        "{\"resultTable\": {\"dataSchema\": {\"columnNames\": \"a\"}, \"rows\": [[1]]}}",
        "{\"resultTable\": {\"dataSchema\": [\"a\"], \"rows\": [[1]]}}",
        "{\"resultTable\": {\"dataSchema\": {\"columnNames\": []}, \"rows\": []}}",
        "{\"resultTable\": {\"dataSchema\": {\"columnNames\": []}, \"rows\": [[], []]}}",
        "{\"resultTable\": {\"dataSchema\": {\"columnNames\": []}, \"rows\": [[1]]}}",
        "{\"resultTable\": {\"dataSchema\": {\"columnNames\": [\"a\"]}, \"rows\": [1]}}",
        "{\"resultTable\": {\"dataSchema\": {\"columnNames\": [\"a\"]}, \"rows\": [[1], null]}}",
        "{\"resultTable\": {\"rows\": [[1]], \"dataSchema\": {\"columnNames\": [\"a\"]}}}",
        "{\"resultTable\": {\"rows\": [[1]], \"dataSchema\": {\"columnNames\": [\"a\"]}, \"rows\": [[2]]}}",
        "{\"resultTable\": {\"rows\": [[1]], \"dataSchema\": {\"columnNames\": [\"a\"]}, \"rows\": 3}}",
        "{\"resultTable\": {\"dataSchema\": {\"columnNames\": [\"a\"]}, \"dataSchema\": {}, \"rows\": [[1]]}}",
        "{\"resultTable\": {\"dataSchema\": {\"columnNames\": [\"a\"], \"columnNames\": [\"b\"]}, \"rows\": [[1]]}}",
        "{\"resultTable\": {\"dataSchema\": {\"columnNames\": [\"a\"]}, \"rows\": [[1]]}, \"resultTable\": 3}",
        "{\"resultTable\": 3, \"resultTable\": {\"dataSchema\": {\"columnNames\": [\"a\"]}, \"rows\": [[1]]}}",
        "{\"numServersQueried\": 1, \"numServersQueried\": 2, \"numServersResponded\": \"3\"}",
        "{\"numServersQueried\": null, \"partialResult\": \"true\", \"numGroupsLimitReached\": 1}",
        "{\"numServersQueried\": {}, \"minConsumingFreshnessTimeMs\": 9223372036854775807}",
        "{\"exceptions\": null}",
        "{\"exceptions\": \"x\"}",
        "{\"exceptions\": [{\"errorCode\": 305, \"message\": \"m\"}, 3, {}]}",
        "{\"exceptions\": {\"a\": {\"errorCode\": \"305\"}}, \"traceInfo\": {\"a\": [[{}]]}}",
        "{\"x\": tru}",
        "{\"x\": NaN}",
        "{\"x\": [1, 2}",
        "{'x': 1}",
        "{\"x\": \"\u0001\"}",
        "{\"x\" 1}",
        "{\"x\": 01}",
      })
  void answersAndRubbish(String json) throws IOException {
    assertSame(json);
  }

  @Test
  void answersThatEndTooSoon() throws IOException {
    String whole =
        "{\"resultTable\": {\"dataSchema\": {\"columnNames\": [\"a\", \"b\"], \"columnDataTypes\":"
            + " [\"LONG\", \"FLOAT_ARRAY\"]}, \"rows\": [[1, [0.5, 1]], [\"naïve\", null]]},"
            + " \"exceptions\": [{\"errorCode\": 1}], \"numServersQueried\": 12, \"traceInfo\":"
            + " {\"a\": [1.5, true]}}";
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length <= bytes.length; length++) {
      assertSame("the first " + length + " bytes", Arrays.copyOf(bytes, length));
    }
  }

  @Test
  void rubbishWithinAnswers() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] whole =
        answer("[\"a\", \"b\"]", "[[1, [0.5, 1]], [\"x\", 2.5]]").getBytes(StandardCharsets.UTF_8);
    byte[] rubbish = "{}[],:\"0a\\ -.e".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(bytes.length)] = rubbish[random.nextInt(rubbish.length)];
      assertSame("seed " + seed, bytes);
    }
  }

  @Test
  void nestedTooDeep() throws IOException {
    for (int depth : new int[] {900, 1100}) {
      String deep = "[".repeat(depth) + "]".repeat(depth);
      assertSame("{\"traceInfo\": " + deep + "}");
      assertSame(answer("[\"a\"]", "[[" + deep + "]]"));
    }
  }

  private static String answer(String names, String rows) {
    return "{\"resultTable\": {\"dataSchema\": {\"columnNames\": "
        + names
        + ", \"columnDataTypes\": [\"LONG\"]}, \"rows\": "
        + rows
        + "}, \"exceptions\": [], \"numServersQueried\": 1, \"numServersResponded\": 1}";
  }

  private static void assertSame(String json) throws IOException {
    assertSame("", json);
  }

  private static void assertSame(String hint, String json) throws IOException {
    assertSame(hint, json.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertSame(String hint, byte[] json) throws IOException {
    assertThat(ReadAnswer.packed(json))
        .as("%s: %s", hint, new String(json, StandardCharsets.UTF_8))
        .isEqualTo(ReadAnswer.tree(json));
  }
}

package io.nearline.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds plain JSON's reader against Jackson. */
class PlainJsonTest {
  private static final long SEED = 20_261_122;
  private static final String[] NUMBERS = {
    "0",
    "-0",
    "0.0",
    "-0.0",
    "00",
    "01",
    "-01",
    "1.",
    ".5",
    "-",
    "-.5",
    "+1",
    "1e5",
    "1E-5",
    "1.5e3",
    "0.1",
    "0.30",
    "-2.50",
    "123456789012345678",
    "1234567890123456789",
    "-999999999999999999",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "99999999999999999999",
    "12345678.1234567",
    "1234567890.123456",
    "0.00000000000001",
    "0.000000000000001",
    "99999999999999.9",
    "1e999",
    "NaN",
    "Infinity",
    "-Infinity",
    "0x10",
    "1_000",
    "1 2",
    "1.2.3"
  };
  private static final String[] LITERALS = {
    "true", "false", "null", "tru", "True", "nulls", "truefalse", "undefined"
  };
  private static final String[] NAMES = {"a", "b", "id", "", "a b", "a\\u0062", "ü", "\\\"", "a.b"};
  private static final String[] SPACES = {"", "", "", "", " ", "\n", "\t ", "\r\n", "\f", "\u00a0"};
  private static final String CHARACTERS = "abz 09/'\u007f\"\\\n\u0001\u0000é漢😀[]{}:,";

  private final Random random = new Random(SEED);

  @Test
  void isSureOfPlainObjects() {
    byte[] json =
        utf8(
            " {\"id\": \"e-1\",\"n\":-17, \"x\":0.25,\"ok\":true,\"no\":false,\"nil\":null,"
                + "\"list\":[1,[],{\"a\":\"b\"}],\"o\":{}}\r\n");

    assertThat(PlainJson.read(json)).isNotNull();
    agree(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1]",
        "{}{}",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "{\"a\":[",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,\"a\":1}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":/**/1}",
        "\ufeff{\"a\":1}",
        "{\"a\":1}\u0000"
      })
  void isUnsureOfWhatIsWrong(String json) {
    assertThat(PlainJson.read(utf8(json))).isNull();
  }

  @Test
  void agreesWithJacksonOnWhateverItIsSureOf() {
    int sure = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] json = utf8(object(4));
      sure += agree(json) ? 1 : 0;
      agree(changed(json));
      agree(Arrays.copyOf(json, random.nextInt(json.length + 1)));
    }
    assertThat(sure).as("seed %d", SEED).isBetween(20_000, 90_000);
  }

  @Test
  void agreesWithJacksonOnDecimals() {
    int sure = 0;
    for (int i = 0; i < 200_000; i++) {
      String digits = Long.toString(random.nextLong() >>> random.nextInt(64));
      int point = random.nextInt(digits.length());
      String number = digits.substring(0, point) + "." + digits.substring(point);
      sure += agree(utf8("{\"x\":" + (point == 0 ? "0" : "") + number + "}")) ? 1 : 0;
    }
    assertThat(sure).as("seed %d", SEED).isGreaterThan(50_000);
  }

  @Test
  void decimalsAreTheDoublesNextToThem() {
    for (int i = 0; i < 50_000; i++) {
      String number =
          BigDecimal.valueOf(random.nextLong(1_000_000_000_000_000L), 9).toPlainString();
      Map<String, Object> read = PlainJson.read(utf8("{\"x\":" + number + "}"));

      assertThat(read == null ? Double.valueOf(number) : read.get("x"))
          .as("seed %d: %s", SEED, number)
          .isEqualTo(Double.valueOf(number));
    }
  }

  @Test
  void isUnsureOfDeepNesting() {
    assertThat(PlainJson.read(utf8("{\"a\":".repeat(16) + "1" + "}".repeat(16)))).isNotNull();
    assertThat(PlainJson.read(utf8("{\"a\":".repeat(17) + "1" + "}".repeat(17)))).isNull();
    assertThat(PlainJson.read(utf8("{\"a\":".repeat(100_000)))).isNull();
    assertThat(PlainJson.read(utf8("{\"a\":" + "[".repeat(100_000)))).isNull();
  }

  @Test
  void isUnsureOfWhatIsLong() {
    assertThat(PlainJson.read(utf8("{\"a\":\"" + "x".repeat(1 << 20) + "\"}"))).isNull();
  }

  @Test
  void threadsReadTheirOwnNames() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> readers = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        Random own = new Random(SEED + thread);
        readers.add(() -> IntStream.range(0, 200_000).allMatch(i -> readsName(own.nextInt(5_000))));
      }
      for (Future<Boolean> read : threads.invokeAll(readers)) {
        assertThat(read.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean readsName(int number) {
    String name = "name-" + number + "x".repeat(number % 80);
    return Map.of(name, 1L).equals(PlainJson.read(utf8("{\"" + name + "\":1}")));
  }

  /** Returns whether it is sure, having seen that Jackson reads the same then. */
  private static boolean agree(byte[] json) {
    Map<String, Object> plain = PlainJson.read(json);
    if (plain == null) {
      return false;
    }
    String shown = "seed " + SEED + ": " + new String(json, StandardCharsets.UTF_8);
    assertThat(described(plain)).as(shown).isEqualTo(described(parsed(json)));
    return true;
  }

  private static @Nullable Object parsed(byte[] json) {
    try {
      return JsonDecoder.parse(json);
    } catch (RefusedEventException e) {
      return e.getMessage();
    }
  }

  /** Returns a text that tells values' types, and members' order. */
  private static String described(@Nullable Object value) {
    StringBuilder text = new StringBuilder(value == null ? "" : value.getClass().getName());
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, member) -> text.append(' ').append(name).append('=').append(described(member)));
    } else if (value instanceof List<?> list) {
      list.forEach(item -> text.append(' ').append(described(item)));
    } else {
      text.append(' ').append(value);
    }
    return text.append(';').toString();
  }

  private String object(int depth) {
    StringBuilder text = new StringBuilder(space()).append('{');
    int members = random.nextInt(5);
    for (int i = 0; i < members; i++) {
      text.append(i == 0 ? "" : ",").append(space());
      String name = random.nextInt(20) == 0 ? pick(NAMES) : "n" + i;
      text.append('"')
          .append(name)
          .append('"')
          .append(space())
          .append(':')
          .append(value(depth - 1));
    }
    return text.append(space()).append('}').append(space()).toString();
  }

  private String value(int depth) {
    return space()
        + switch (random.nextInt(depth > 0 ? 9 : 7)) {
          case 0 -> random.nextInt(8) == 0 ? pick(NUMBERS) : "0.5";
          case 1 -> Long.toString(random.nextLong() >> random.nextInt(64));
          case 2 -> (random.nextInt(2_000_000) - 1_000_000) / 64.0 + "";
          case 3 -> pick(LITERALS, random.nextInt(10) == 0 ? LITERALS.length : 3);
          case 4 -> '"' + text() + '"';
          case 5, 6 -> "\"plain " + random.nextInt(1000) + '"';
          case 7 -> object(depth);
          default -> "[" + value(depth - 1) + "," + value(depth - 1) + space() + "]";
        }
        + space();
  }

  private String text() {
    int[] points = CHARACTERS.codePoints().toArray();
    int plain = random.nextInt(4) == 0 ? points.length : 9;
    return random
        .ints(random.nextInt(8), 0, plain)
        .map(i -> points[i])
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private String space() {
    return random.nextInt(10) == 0 ? pick(SPACES, random.nextInt(20) == 0 ? SPACES.length : 8) : "";
  }

  private String pick(String[] texts) {
    return pick(texts, texts.length);
  }

  private String pick(String[] texts, int first) {
    return texts[random.nextInt(first)];
  }

  /** Returns the document with some bytes flipped, put in or left out. */
  private byte[] changed(byte[] json) {
    byte[] changed = json.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(3)) {
        case 0 -> changed[at] = (byte) random.nextInt();
        case 1 -> changed[at] = (byte) "{}[]\",:0.-etfn\\ ".charAt(random.nextInt(16));
        default ->
            System.arraycopy(changed, at, changed, at == 0 ? 0 : at - 1, changed.length - at);
      }
    }
    return changed;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

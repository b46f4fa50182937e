package io.nearline.ingest.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PackedRowsTest {
  private final PackedRows rows = new PackedRows();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"geo\":\"new york\",\"price\":123.25,\"company\":\"company 17\"}",
        "{\"a\":null,\"b\":true,\"c\":false,\"d\":\"\",\"e\":\"zürich \u4e2d\"}",
        "{\"least\":-9223372036854775808,\"most\":9223372036854775807,\"zero\":0,\"minus\":-1}",
        "{\"a\":-0.0,\"b\":1e300,\"c\":4.9e-324,\"d\":1.5e2}",
        "{\"beyond\":9223372036854775808}",
        "{\"nested\":{\"a\":1},\"list\":[1,\"b\",null]}",
        "{\"pair\":\"\\ud83d\\ude00\",\"half\":\"\\ud800\"}",
        " { \"spaced\" : 1 } "
      })
  void givesWhatTheDecoderReads(String json) throws RefusedEventException {
    assertUnpacks(json.getBytes(UTF_8));
  }

  @RepeatedTest(20)
  void givesWhatTheDecoderReadsOfRandomRows() throws RefusedEventException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      String json = randomRow(random);
      assertThat(rows.unpack(rows.pack(json.getBytes(UTF_8))))
          .as("seed %d, %s", seed, json)
          .containsExactlyEntriesOf(JsonDecoder.decodeObject(json.getBytes(UTF_8)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1]", "{\"a\":1}x", "{\"a\":1,\"a\":2}", "{\"a\":01}", "\0"})
  void keepsWhatIsMalformedForTheDecodersError(String json) {
    byte[] packed = rows.pack(json.getBytes(UTF_8));
    assertThatThrownBy(() -> JsonDecoder.decodeObject(json.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            RefusedEventException.class,
            expected ->
                assertThatThrownBy(() -> rows.unpack(packed))
                    .isInstanceOfSatisfying(
                        RefusedEventException.class,
                        refused -> assertThat(refused.detail()).isEqualTo(expected.detail())));
  }

  @Test
  void takesFewerBytesThanTheJson() {
    byte[] json =
        "{\"geo\":\"new york\",\"price\":123.25,\"company\":\"company 17\"}".getBytes(UTF_8);
    // Two for its kind and its names, a text's type and length, a double's type.
    assertThat(rows.pack(json)).hasSize(2 + 2 + 8 + 1 + 8 + 2 + 10).hasSizeLessThan(json.length);
  }

  @Test
  void keepsRowsOfEverOtherNamesAsTheyAre() throws RefusedEventException {
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      all.add(("{\"name" + i + "\":" + i + ",\"text\":\"t\"}").getBytes(UTF_8));
    }
    List<byte[]> packed = all.stream().map(rows::pack).toList();
    for (int i = 0; i < all.size(); i++) {
      assertThat(rows.unpack(packed.get(i)))
          .containsExactlyEntriesOf(JsonDecoder.decodeObject(all.get(i)));
    }
    assertThat(packed.get(0)).hasSizeLessThan(all.get(0).length);
    assertThat(packed.get(2999)).hasSize(1 + all.get(2999).length);
  }

  @Test
  void keepsLargeRowsAsTheyAre() throws RefusedEventException {
    String manyNames =
        IntStream.range(0, 65).mapToObj(i -> "\"n" + i + "\":1").collect(joining(",", "{", "}"));
    String longText = "{\"text\":\"" + "x".repeat(16 * 1024) + "\"}";
    for (String json : List.of(manyNames, longText)) {
      assertThat(rows.pack(json.getBytes(UTF_8))).hasSize(1 + json.length());
      assertUnpacks(json.getBytes(UTF_8));
    }
  }

  @Test
  void refusesWhatItDidNotPack() {
    assertThatThrownBy(() -> rows.unpack(new byte[] {1, 0})).hasMessageContaining("packed row");
    byte[] packed = rows.pack("{\"a\":\"text\"}".getBytes(UTF_8));
    byte[] cut = Arrays.copyOf(packed, packed.length - 1);
    assertThatThrownBy(() -> rows.unpack(cut)).hasMessageContaining("packed row");
  }

  private void assertUnpacks(byte[] json) throws RefusedEventException {
    assertThat(rows.unpack(rows.pack(json)))
        .containsExactlyEntriesOf(JsonDecoder.decodeObject(json));
  }

  private static String randomRow(Random random) {
    StringBuilder row = new StringBuilder("{");
    for (int i = 0; i < 5; i++) {
      if (random.nextInt(4) > 0) {
        row.append(row.length() > 1 ? "," : "").append("\"n").append(i).append("\":");
        row.append(randomValue(random));
      }
    }
    return row.append('}').toString();
  }

  private static String randomValue(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Long.toString(random.nextLong() >> random.nextInt(64));
      case 1 -> Double.toString(Math.scalb(random.nextGaussian(), random.nextInt(200) - 100));
      case 2 -> Boolean.toString(random.nextBoolean());
      case 3 -> "null";
      case 4 -> "\"" + "é".repeat(random.nextInt(200)) + "\"";
      default -> "\"text " + random.nextInt() + "\"";
    };
  }
}

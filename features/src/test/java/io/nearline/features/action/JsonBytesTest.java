package io.nearline.features.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the bytes against those that Jackson writes. */
class JsonBytesTest {
  private static final long SEED = 20_261_122;
  private static final JsonFactory JACKSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private final Random random = new Random(SEED);
  private final JsonBytes json = new JsonBytes();

  @Test
  void writesRandomValuesAsJacksonDoes() throws IOException {
    for (int i = 0; i < 50_000; i++) {
      agree(object(4));
    }
  }

  @Test
  void writesEachCharacterAsJacksonDoes() throws IOException {
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      agree("a" + (char) c + "b");
    }
  }

  @Test
  void writesLongTextsAsJacksonDoes() throws IOException {
    for (int length = 1; length < 300_000; length = 2 * length + 1) {
      for (String part : List.of("x", "é", "漢", "😀", "\n", "\u0001", "\"")) {
        agree("x".repeat(length) + part);
        agree(part.repeat(length));
      }
    }
  }

  @Test
  void writesDecimalsAsJacksonDoes() throws IOException {
    for (int i = 0; i < 300_000; i++) {
      double decimal =
          random.nextLong(1_000_000_000L) / Math.pow(10, random.nextInt(13)) * (1 - 2 * (i % 2));
      agree(decimal);
      agree(Math.nextUp(decimal));
      agree(Math.nextDown(decimal));
    }
  }

  @Test
  void writesAnyDoubleAsJacksonDoes() throws IOException {
    for (int i = 0; i < 300_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      agree(Double.isFinite(number) ? number : 0.0);
      agree(random.nextDouble() * Math.pow(10, random.nextInt(11) - 3));
    }
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0.0,
        -0.0,
        1e-3,
        0.00099999,
        9_999_999.9999,
        1e7,
        0.1,
        -2.25,
        0.00005,
        1e-5,
        3e-5,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        2e-323
      })
  void writesTheEdgesOfDoublesAsJacksonDoes(double number) throws IOException {
    agree(number);
  }

  @Test
  void writesFloatsAsJacksonDoes() throws IOException {
    for (int i = 0; i < 100_000; i++) {
      float number = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(number)) {
        json.clear();
        json.number(number);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        try (JsonGenerator generator = JACKSON.createGenerator(expected)) {
          generator.writeNumber(number);
        }
        assertThat(json.toBytes()).as("%s", number).isEqualTo(expected.toByteArray());
      }
    }
  }

  @Test
  void refusesWhatIsNoNumberOfJson() {
    assertThatThrownBy(() -> json.number(Double.NaN)).hasMessage("NaN (expected: a finite number)");
    assertThatThrownBy(() -> json.number(Float.POSITIVE_INFINITY))
        .hasMessage("Infinity (expected: a finite number)");
  }

  @Test
  void beginsAnewAfterWhatFailed() {
    json.beginObject();
    json.name("half");
    json.clear();
    json.value(List.of(1L, 2L));

    assertThat(new String(json.toBytes(), UTF_8)).isEqualTo("[1,2]");
  }

  private void agree(Object value) throws IOException {
    json.clear();
    json.value(value);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    try (JsonGenerator generator = JACKSON.createGenerator(expected)) {
      write(generator, value);
    }
    if (!java.util.Arrays.equals(json.toBytes(), expected.toByteArray())) {
      assertThat(new String(json.toBytes(), UTF_8))
          .as("seed %d", SEED)
          .isEqualTo(expected.toString(UTF_8));
    }
  }

  private static void write(JsonGenerator generator, Object value) throws IOException {
    if (value instanceof String text) {
      generator.writeString(text);
    } else if (value instanceof Long number) {
      generator.writeNumber(number);
    } else if (value instanceof Double number) {
      generator.writeNumber(number);
    } else if (value instanceof Boolean bool) {
      generator.writeBoolean(bool);
    } else if (value instanceof Map<?, ?> object) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> entry : object.entrySet()) {
        generator.writeFieldName((String) entry.getKey());
        write(generator, entry.getValue());
      }
      generator.writeEndObject();
    } else {
      generator.writeStartArray();
      for (Object item : (List<?>) value) {
        write(generator, item);
      }
      generator.writeEndArray();
    }
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      object.put(text(), value(depth - 1));
    }
    return object;
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0, 1 -> text();
      case 2 -> random.nextLong() >> random.nextInt(64);
      case 3 -> (random.nextInt(2_000_000) - 1_000_000) / 64.0;
      case 4 -> random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30);
      case 5 -> random.nextBoolean();
      case 6 -> object(depth);
      default -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(depth - 1));
        }
        yield list;
      }
    };
  }

  private String text() {
    int beyond = random.nextInt(4);
    int limit = beyond == 0 ? 0x10000 : beyond == 1 ? 0x100 : 0x80;
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append((char) (beyond > 2 ? 'a' + random.nextInt(26) : random.nextInt(limit)));
    }
    return text.toString();
  }
}

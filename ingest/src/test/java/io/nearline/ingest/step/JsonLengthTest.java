package io.nearline.ingest.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonLengthTest {
  private static final long SEED = 4_711;
  private static final String CHARACTERS = "aé漢😀\"\\/\b\f\n\r\t\u0001\u001f\u007f ";

  private final ObjectMapper json = new ObjectMapper();
  private final Random random = new Random(SEED);

  @Test
  void isTheLengthOfTheTextThatJacksonWrites() throws JsonProcessingException {
    for (int i = 0; i < 2_000; i++) {
      Object value = object(3);

      assertThat(JsonLength.of(value))
          .as("seed %d: %s", SEED, value)
          .isEqualTo(json.writeValueAsString(value).length());
    }
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> text();
      case 1 -> random.nextLong();
      case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30);
      case 3 -> random.nextBoolean();
      case 4 -> (long) random.nextInt(100);
      case 5 -> object(depth - 1);
      default -> List.of(value(depth - 1), value(depth - 1));
    };
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    IntStream.range(0, random.nextInt(4)).forEach(i -> object.put(i + text(), value(depth)));
    return object;
  }

  private String text() {
    int[] points = CHARACTERS.codePoints().toArray();
    return random
        .ints(random.nextInt(8), 0, points.length)
        .map(i -> points[i])
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}

package io.nearline.cli.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFieldTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "none",
      value = {
        "{\"x\":{\"user\":1},\"user\":16}            | 16",
        "{\"user\":\"é\"}                            | é",
        "{\"user\":null}                             | none",
        "{\"user\":{\"id\":1}}                       | none",
        "{\"x\":1}                                   | none",
        "{\"x\":1, oops                              | none",
        "user=16;item=5;action=cart                  | 16",
        "superuser=1;user=2                          | 2",
        "item=5                                      | none",
      })
  void isReadFromJsonAndPairs(String line, String key) {
    byte[] found = new KeyField("user").of(line.getBytes(UTF_8)).orElse(null);

    assertThat(found == null ? null : new String(found, UTF_8)).isEqualTo(key);
  }
}

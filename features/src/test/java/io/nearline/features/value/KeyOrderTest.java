package io.nearline.features.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyOrderTest {

  @Test
  void isTheOrderOfTheUtf8Bytes() {
    List<String> texts =
        List.of(
            "",
            "\0",
            "a",
            "a\0",
            "aa",
            "b",
            "é",
            "\uD7FF",
            "\uE000",
            "\uFFFF",
            "\uD800\uDC00",
            "\uDBFF\uDFFF",
            "\uD83D\uDE00",
            "\uD83D\uDE01",
            "a\uD83D\uDE00",
            "a\uE000");
    for (String a : texts) {
      for (String b : texts) {
        int bytes =
            Arrays.compareUnsigned(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
        assertThat(Integer.signum(KeyOrder.UTF_8.compare(a, b)))
            .as("%s with %s", a, b)
            .isEqualTo(Integer.signum(bytes));
      }
    }
  }
}

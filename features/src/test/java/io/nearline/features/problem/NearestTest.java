package io.nearline.features.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  @Test
  void closestNameIsFound() {
    assertThat(Nearest.of("aplies", List.of("applies", "views"))).hasValue("applies");
    assertThat(Nearest.of("xyz", List.of("applies", "views"))).isEmpty();
  }

  /** Its cost grows with the text, and callers choose the text. */
  @Test
  void textLongerThanAnyNameIsNearNone() {
    String longest = "a".repeat(Excerpt.LONGEST);

    assertThat(Nearest.of(longest, List.of(longest + "b"))).hasValue(longest + "b");
    assertThat(Nearest.of(longest + "a", List.of(longest + "b"))).isEmpty();
  }

  @Test
  void excerptKeepsCodePointsWhole() {
    assertThat(Excerpt.of("abc", 3)).isEqualTo("abc");
    assertThat(Excerpt.of("abcd", 3)).isEqualTo("abc…");
    assertThat(Excerpt.of("ab😀d", 3)).isEqualTo("ab…");
    assertThat(Excerpt.of("x".repeat(201))).isEqualTo("x".repeat(200) + "…");
  }
}

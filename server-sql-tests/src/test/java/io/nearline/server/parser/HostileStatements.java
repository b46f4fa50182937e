package io.nearline.server.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Statements of hostile texts, held against the same of harmless ones; counts the texts. */
final class HostileStatements {
  private final HostileText hostile;
  private final AtomicInteger texts = new AtomicInteger();

  /** Statements of texts from this source. */
  HostileStatements(HostileText hostile) {
    this.hostile = hostile;
  }

  /** Returns how many texts have been checked. */
  int texts() {
    return texts.get();
  }

  /** Writes statements of hostile texts, and compares each with the same of harmless ones. */
  void check(
      int statements,
      int textsOfEach,
      Function<HostileText, String> source,
      Function<String[], String> write) {
    String[] harmless =
        IntStream.range(0, textsOfEach).mapToObj(i -> "safe " + i).toArray(String[]::new);
    ParsedStatement expected = ParsedStatement.of(write.apply(harmless));
    assertThat(expected.texts()).contains(harmless);
    for (int i = 0; i < statements; i++) {
      String[] values = distinct(textsOfEach, source);
      ParsedStatement parsed = ParsedStatement.of(write.apply(values));
      assertThat(parsed.shape().equals(expected.shape()))
          .as("the shape of\n%s\nis that of\n%s", parsed.shape(), expected.shape())
          .isTrue();
      assertThat(parsed.texts()).isEqualTo(expected.textsOf(harmless, values));
      texts.addAndGet(textsOfEach);
    }
  }

  /** Equal values would be asked for once. */
  private String[] distinct(int count, Function<HostileText, String> source) {
    Set<String> values = new LinkedHashSet<>();
    while (values.size() < count) {
      values.add(source.apply(hostile));
    }
    return values.toArray(String[]::new);
  }
}

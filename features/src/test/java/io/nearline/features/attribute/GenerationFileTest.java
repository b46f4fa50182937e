package io.nearline.features.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationFileTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  @Test
  void withoutAFileTheFirstIsServed() {
    Problems problems = new Problems();
    assertThat(GenerationFile.read(Map.of(), problems)).isEqualTo(Generations.FIRST);
    problems.throwIfAny();
  }

  @Test
  void aNumberAloneIsServedAndWritten() {
    assertThat(read("generation: 3")).isEqualTo(Generations.only(3));
  }

  @Test
  void whatIsWrittenIsRead() {
    for (Generations generations :
        List.of(
            Generations.FIRST,
            Generations.only(2),
            Generations.of(2, List.of(2), 5, Optional.empty()),
            Generations.of(1, List.of(2, 1), 2, Optional.of(NOON)),
            Generations.of(2, List.of(2, 1), 2, Optional.of(NOON)))) {
      assertThat(read(GenerationFile.text(generations))).isEqualTo(generations);
    }
  }

  @Test
  void theNextOneIsWrittenAndNotServed() {
    assertThat(Generations.of(1, List.of(1, 2), 2, Optional.of(NOON)).next()).contains(2);
    assertThat(Generations.of(2, List.of(1, 2), 2, Optional.of(NOON)).next()).isEmpty();
    assertThat(Generations.only(2).next()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          last: 2                          | generation
          generation: 0                    | an integer from 1
          generation: two                  | an integer from 1
          'generation: 2\\nwriting: [1]'    | 2 among them
          'generation: 2\\nwriting: [1, x]' | an integer from 1
          'generation: 2\\nlast: 1'         | at least 2
          'generation: 2\\nfrom: noon'      | an instant such as
          'generation: 2\\nnext: 3'         | next
          """)
  void whatIsWrongIsSaid(String text, String part) {
    Problems problems = new Problems();
    GenerationFile.read(Map.of(GenerationFile.NAME, text.replace("\\n", "\n")), problems);
    assertThat(problems.sorted())
        .extracting(Problem::toString)
        .anyMatch(line -> line.contains(part));
  }

  @Test
  void tablesOfLaterGenerationsHaveTheirNumber() {
    assertThat(Generations.name("actions", 1)).isEqualTo("actions");
    assertThat(Generations.name("actions", 12)).isEqualTo("actions_g12");
    assertThat(Generations.applicationId("nearline-ingest", 2)).isEqualTo("nearline-ingest-g2");
  }

  private static Generations read(String text) {
    Problems problems = new Problems();
    Generations read = GenerationFile.read(Map.of(GenerationFile.NAME, text), problems);
    problems.throwIfAny();
    return read;
  }
}

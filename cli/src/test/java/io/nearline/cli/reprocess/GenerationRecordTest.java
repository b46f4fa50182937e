package io.nearline.cli.reprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.features.attribute.Generations;
import io.nearline.features.problem.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationRecordTest {
  @TempDir private Path directory;

  @Test
  void readsWhatItHasWrittenAndLeavesNothingElse() throws IOException {
    GenerationRecord record = new GenerationRecord(directory);
    assertThat(record.read()).isEqualTo(Generations.FIRST);

    Generations building =
        Generations.of(1, List.of(1, 2), 2, Optional.of(Instant.parse("2026-01-31T12:00:00Z")));
    record.write(building);
    assertThat(record.read()).isEqualTo(building);
    record.write(Generations.only(2));
    assertThat(record.read()).isEqualTo(Generations.only(2));
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(record.file());
    }
  }

  @Test
  void refusesWhatSomebodyElseHasWritten() throws IOException {
    Files.writeString(directory.resolve("generation.yaml"), "generation: next\n");

    assertThatThrownBy(() -> new GenerationRecord(directory).read())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("generation.yaml:1");
  }
}

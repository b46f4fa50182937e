package io.nearline.ingest.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.ingest.event.DeadLetterReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the module's README shows is what the code takes. */
class ReadmeTest {
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  private final String readme = Files.readString(Path.of("README.md"));

  ReadmeTest() throws IOException {}

  @Test
  void showsConfigurationsThatLoad() {
    List<String> blocks =
        YAML.matcher(readme).results().map((MatchResult result) -> result.group(1)).toList();
    assertThat(blocks).hasSize(3);

    assertThat(load(blocks.get(1), blocks.get(2)).kafka())
        .containsEntry("security.protocol", "SASL_SSL")
        .hasSize(8);
    IngestConfiguration shown = load(blocks.get(0), blocks.get(2));
    assertThat(shown.replication()).isEqualTo(OptionalInt.of(3));
    assertThat(shown.toString().replace("OptionalInt[3]", "OptionalInt.empty"))
        .isEqualTo(IngestConfiguration.DEFAULTS.toString());
  }

  private static IngestConfiguration load(String ingest, String pipelines) {
    return IngestDefinition.load(
            Map.of(
                "attributes.yaml",
                "entities: {actor: {table: actions, type: int64, retention: 96h}}",
                "ingest.yaml",
                ingest,
                "pipelines.yaml",
                pipelines))
        .configuration();
  }

  @Test
  void namesEveryReason() {
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      assertThat(readme).contains("`" + reason.text() + "`");
    }
  }
}

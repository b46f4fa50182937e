package io.nearline.ingest.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.ingest.configuration.IngestConfiguration;
import io.nearline.ingest.configuration.IngestDefinition;
import io.nearline.ingest.configuration.InvalidSettingException;
import io.nearline.ingest.heartbeat.ProgressWatch;
import io.nearline.ingest.metrics.IngestMeters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationStreamsTest {
  @TempDir private Path directory;

  @Test
  void aStateDirectoryThatCantBeMadeIsNamed() throws IOException {
    Path taken = Files.writeString(directory.resolve("file"), "").resolve("state");

    assertThatThrownBy(() -> streams(definition(taken)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("state_directory: " + taken + " (expected: a directory to write to)");
  }

  private static KafkaStreams streams(IngestDefinition definition) {
    return GenerationStreams.streams(
        definition, IngestMeters.unread(), new ProgressWatch(definition, "crossing"));
  }

  private static IngestDefinition definition(Path stateDirectory) {
    IngestDefinition definition =
        IngestDefinition.load(
            Map.of(
                "attributes.yaml",
                "entities: {actor: {table: actions, type: int64, retention: 96h}}",
                "pipelines.yaml",
                "pipelines: [{name: actions, from: [raw.actions], format: action}]"));
    IngestConfiguration configuration = definition.configuration();
    return definition.with(configuration.at("127.0.0.1:1", stateDirectory, 0, 0));
  }
}

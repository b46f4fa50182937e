package io.nearline.ingest.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.process.ConfigurationFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class IngestDefinitionTest {
  private static final String ATTRIBUTES =
      "entities: {actor: {table: actions, type: int64, retention: 96h}}";
  private static final String PIPELINES =
      "pipelines: [{name: actions, from: [raw.actions], format: action}]";

  @Test
  void readsTheSampleConfiguration() {
    IngestDefinition definition =
        IngestDefinition.load(ConfigurationFiles.read(Path.of("..", "deploy", "config")));

    assertThat(definition.pipelines())
        .anySatisfy(
            pipeline -> assertThat(pipeline.from()).as("pass-through").contains("raw.actions"));
    assertThat(definition.catalogue().entities().values())
        .as("what is sent again while a table has it must be known")
        .allSatisfy(
            table ->
                assertThat(table.retention())
                    .isLessThanOrEqualTo(definition.configuration().deduplicationHorizon()));
  }

  @Test
  void hasDefaultsForAllOfIngestYaml() {
    for (String ingest : new String[] {"", "# nothing\n", "{}"}) {
      assertThat(load(ATTRIBUTES, PIPELINES, ingest).configuration())
          .as(ingest)
          .isEqualTo(IngestConfiguration.DEFAULTS);
    }
  }

  @Test
  void readsAllOfIngestYaml() {
    IngestConfiguration configuration =
        load(
                ATTRIBUTES,
                PIPELINES,
                """
                application_id: mine
                kafka: {bootstrap.servers: 'a:1,b:2', security.protocol: SSL}
                partitions: 8
                replication: 3
                create_topics: false
                raw_retention: 12h
                state_directory: /data
                deduplication_horizon: 6h
                future_tolerance: 5s
                processing_guarantee: at_least_once
                commit_interval: 50ms
                heartbeat_interval: 250ms
                threads: 2
                state_memory: 67108864
                bind: 0.0.0.0
                port: 1234
                metrics_port: 0
                dead_letter_topic: dead
                record: {topic: mine, max_actions: 10, max_bytes: 65536, max_in_flight_bytes: 131072, timeout: 2s}
                """)
            .configuration();

    assertThat(configuration)
        .isEqualTo(
            new IngestConfiguration(
                "mine",
                Map.of("bootstrap.servers", "a:1,b:2", "security.protocol", "SSL"),
                8,
                OptionalInt.of(3),
                false,
                Duration.ofHours(12),
                Path.of("/data"),
                Duration.ofHours(6),
                Duration.ofSeconds(5),
                new Processing(Guarantee.AT_LEAST_ONCE, Duration.ofMillis(50), 2, 67_108_864),
                Optional.of(Duration.ofMillis(250)),
                "0.0.0.0",
                1234,
                0,
                "dead",
                new Recording("mine", 10, 65_536, 131_072, Duration.ofSeconds(2))));
  }

  @Test
  void refusesBoundsOfRecordingThatNoCallFitsIn() {
    assertThatThrownBy(
            () ->
                load(
                    ATTRIBUTES,
                    PIPELINES,
                    "record: {max_bytes: 100000, max_in_flight_bytes: 99999, timeout: 999ms}"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(
            "max_in_flight_bytes 99999 (expected: at least max_bytes, 100000: else no large call"
                + " ever fits in)")
        .hasMessageContaining("record.timeout: 999ms (expected: 1s to 10m)");
  }

  @Test
  void reportsTheProblemsOfAllFilesAtOnce() {
    assertThatThrownBy(
            () ->
                load(
                    ATTRIBUTES.replace("int64", "text"),
                    PIPELINES.replace("raw.actions", "actions"),
                    """
                    partitions: 0
                    kafka: {processing.guarantee: at_least_once}
                    horizon: 1h
                    """))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(
            "attributes.yaml:1: entities.actor.type: text (expected: int64, the type of actor)")
        .hasMessageContaining("ingest.yaml:1: partitions: 0 (expected: an integer from 1 to 10000)")
        .hasMessageContaining(
            "ingest.yaml:2: kafka.processing.guarantee: processing.guarantee"
                + " (expected: another property: ingest sets this one itself)")
        .hasMessageContaining("ingest.yaml:3: horizon: horizon (expected: one of the keys ")
        .hasMessageContaining(
            "pipelines.yaml:1: pipelines[0].from[0]: actions"
                + " (expected: a topic that ingest doesn't write)");
  }

  @Test
  void needsAttributesAndPipelines() {
    assertThatThrownBy(() -> IngestDefinition.load(Map.of()))
        .hasMessage(
            "attributes.yaml: nothing (expected: this file)\n"
                + "pipelines.yaml: nothing (expected: this file)");
  }

  private static IngestDefinition load(String attributes, String pipelines, String ingest) {
    return IngestDefinition.load(
        Map.of("attributes.yaml", attributes, "pipelines.yaml", pipelines, "ingest.yaml", ingest));
  }
}

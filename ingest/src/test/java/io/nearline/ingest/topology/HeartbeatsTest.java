package io.nearline.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nearline.features.attribute.AttributesFile;
import io.nearline.ingest.configuration.IngestDefinition;
import io.nearline.ingest.heartbeat.SettledThrough;
import io.nearline.ingest.step.Heartbeats;
import io.nearline.ingest.step.Outgoing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatsTest {
  private static final String ATTRIBUTES =
      """
      attributes:
        objectAttributes.author: {type: string, column: objectAuthor}
        actorAttributes.team: {type: int64, column: actorTeam}
      entities:
        actor:  {table: actions, type: int64, retention: 96h}
        object: {table: actions_by_object, type: string, retention: 48h}
        objectAttributes.author: {table: actions_by_author, type: string, retention: 48h}
        actorAttributes.team: {table: actions_by_team, type: int64, retention: 48h}
      """;
  private static final String PIPELINES =
      "pipelines: [{name: actions, from: [raw.actions], format: action, keyed_by: actor}]";
  private static final List<String> TABLES =
      List.of("actions", "actions_by_object", "actions_by_author", "actions_by_team");

  @TempDir private Path directory;

  /** Partition n is settled through n + 1, all through 1; nothing is known when negative. */
  private record Settled(int known) implements SettledThrough {
    @Override
    public OptionalLong of(int partition) {
      return known < 0 ? OptionalLong.empty() : OptionalLong.of(partition + 1L);
    }

    @Override
    public OptionalLong all() {
      return of(0);
    }
  }

  private static JsonNode json(Outgoing record) throws IOException {
    return IngestFixture.JSON.readTree(Objects.requireNonNull(record.value()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 64})
  void eachTableGetsOneOfItsKeyIntoThePartition(int partitions) throws IOException {
    IngestDefinition definition =
        IngestDefinition.load(Map.of(AttributesFile.NAME, ATTRIBUTES, "pipelines.yaml", PIPELINES));
    Heartbeats heartbeats = new Heartbeats(definition.catalogue(), partitions);
    Map<String, String> keys =
        Map.of(
            "actions", "/actor",
            "actions_by_object", "/object",
            "actions_by_author", "/objectAttributes/author",
            "actions_by_team", "/actorAttributes/team");
    for (int partition = 0; partition < partitions; partition++) {
      List<Outgoing> records = heartbeats.of(partition, new Settled(1), 5000);
      assertThat(records).extracting(Outgoing::topic).containsExactlyInAnyOrderElementsOf(TABLES);
      for (Outgoing record : records) {
        byte[] key = Objects.requireNonNull(record.key());
        assertThat(BuiltInPartitioner.partitionForKey(key, partitions)).isEqualTo(partition);
        JsonNode heartbeat = json(record);
        assertThat(heartbeat.at(keys.getOrDefault(record.topic(), "")).asText())
            .isEqualTo(IngestFixture.text(key));
        assertThat(heartbeat.path("verb").asText()).isEqualTo("nearline.heartbeat");
        assertThat(heartbeat.path("timestamp").asLong()).isEqualTo(5000);
        assertThat(heartbeat.path("verbAttributes"))
            .isEqualTo(
                IngestFixture.json(
                    "{\"partition\": %d, \"partitions\": %d, \"through\": %d}"
                        .formatted(
                            partition,
                            partitions,
                            record.topic().equals("actions") ? partition + 1 : 1)));
      }
    }
  }

  @Test
  void theirPromotedRootKeyIsInItsColumn() throws IOException {
    IngestDefinition definition =
        IngestDefinition.load(Map.of(AttributesFile.NAME, ATTRIBUTES, "pipelines.yaml", PIPELINES));
    List<Outgoing> records = new Heartbeats(definition.catalogue(), 1).of(0, new Settled(-1), 5000);
    for (Outgoing record : records) {
      JsonNode heartbeat = json(record);
      assertThat(heartbeat.at("/verbAttributes/through").isMissingNode()).isTrue();
      switch (record.topic()) {
        case "actions_by_author" ->
            assertThat(heartbeat.path("objectAuthor").asText()).isEqualTo("1");
        case "actions_by_team" -> assertThat(heartbeat.path("actorTeam").asLong()).isEqualTo(1);
        default -> assertThat(heartbeat.path("eventId").asText()).contains(record.topic());
      }
    }
  }

  @Test
  void theyComeAtTheSameInstantsForAllAndCountNowhere() {
    try (IngestFixture ingest =
        new IngestFixture(
            directory,
            ATTRIBUTES,
            PIPELINES,
            Instant.ofEpochMilli(7250),
            Optional.of(new Settled(1)))) {
      ingest.send("raw.actions", "7", "{\"actor\": 7, \"verb\": \"v\", \"object\": \"o\"}");
      assertThat(ingest.readJson("actions")).isEmpty();
      ingest.driver.advanceWallClockTime(Duration.ofMillis(749));
      assertThat(ingest.readJson("actions")).isEmpty();
      ingest.driver.advanceWallClockTime(Duration.ofMillis(1));
      for (String table : TABLES) {
        assertThat(ingest.readJson(table)).as(table).hasSize(1);
      }
      ingest.driver.advanceWallClockTime(Duration.ofSeconds(1));
      assertThat(ingest.readJson("actions")).hasSize(1);
      assertThat(ingest.account())
          .containsOnlyKeys("actions|in|", "actions|dead|expression_failed");
    }
  }

  @Test
  void nobodyElseMaySendThem() {
    try (IngestFixture ingest = new IngestFixture(directory, ATTRIBUTES, PIPELINES)) {
      ingest.send(
          "raw.actions",
          "7",
          "{\"actor\": 7, \"verb\": \"nearline.heartbeat\", \"object\": \"o\", \"timestamp\": %d}"
              .formatted(IngestFixture.NOW));
      ingest.driver.advanceWallClockTime(Duration.ofSeconds(2));
      assertThat(ingest.readJson("actions")).isEmpty();
      assertThat(ingest.account()).containsEntry("actions|dead|invalid", 1L);
    }
  }
}

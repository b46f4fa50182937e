package io.nearline.ingest.topology;

import static io.nearline.ingest.topology.IngestFixture.header;
import static io.nearline.ingest.topology.IngestFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nearline.ingest.step.DeadLetters;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTopologyTest {
  @TempDir private Path directory;
  private IngestFixture ingest;

  @BeforeEach
  void start() {
    ingest = new IngestFixture(directory, SampleEvents.ATTRIBUTES, SampleEvents.PIPELINES);
  }

  @AfterEach
  void stop() {
    ingest.close();
  }

  @Test
  void joinsProjectsAndEmitsToBothTopics() {
    ingest.send("attributes.members", "111", "{\"industry\": \"internet\"}");
    ingest.send(
        "attributes.jobs",
        "222",
        "{\"geo\": \"new york\", \"salary\": 90000, \"title\": \"clerk\", \"none\": null,"
            + " \"embedding\": [0.1, 2, -3.5]}");

    ingest.send("raw.jobs", null, SampleEvents.job("e-1", 222, "\"promoted\": true"));

    JsonNode expected =
        json(
            """
            {"eventId": "jobs:e-1", "actor": 111, "actorAttributes": {"industry": "internet"},
             "verb": "job-apply", "verbAttributes": {"device": "mobile", "promoted": true},
             "object": "job:222",
             "objectAttributes": {"geo": "new york", "salary": 90000.0, "title": "clerk"},
             "timestamp": 1739603345678, "verbPromoted": 1, "objectGeo": "new york",
             "objectSalary": 90000.0, "objectEmbedding": [0.1, 2.0, -3.5]}
            """);
    assertThat(ingest.readJson("actions")).containsExactly(Map.entry("111", expected));
    assertThat(ingest.readJson("actions_by_object"))
        .containsExactly(Map.entry("job:222", expected));
    assertThat(ingest.account())
        .containsExactlyInAnyOrderEntriesOf(Map.of("jobs|in|", 1L, "jobs|action|", 1L));
  }

  @Test
  void emitsForTheTableOfAnAttributeOnlyTheActionsThatHaveIt(@TempDir Path other) {
    String attributes =
        """
        attributes:
          objectAttributes.author: {type: string, column: objectAuthor}
          actorAttributes.team: {type: int64, column: actorTeam}
        entities:
          actor: {table: actions, type: int64, retention: 96h}
          objectAttributes.author: {table: actions_by_author, type: string, retention: 48h}
          actorAttributes.team: {table: actions_by_team, type: int64, retention: 48h}
        """;
    String action =
        """
        {"actor": %d, "verb": "read", "object": "book:1", "timestamp": 1739603345678,
         "actorAttributes": %s, "objectAttributes": %s}
        """;
    String pipelines = "pipelines: [{name: all, from: [raw], format: action}]";
    try (IngestFixture fixture = new IngestFixture(other, attributes, pipelines)) {
      fixture.send("raw", null, action.formatted(1, "{\"team\": -7.0}", "{\"author\": \"Böll\"}"));
      fixture.send("raw", null, action.formatted(2, "{\"team\": null}", "{\"author\": \"\"}"));
      fixture.send("raw", null, action.formatted(3, "null", "{\"authors\": \"x\"}"));

      assertThat(fixture.readJson("actions")).extracting(Map.Entry::getKey).hasSize(3);
      List<Map.Entry<String, JsonNode>> byAuthor = fixture.readJson("actions_by_author");
      assertThat(byAuthor).extracting(Map.Entry::getKey).containsExactly("Böll", "");
      assertThat(byAuthor.get(0).getValue().path("objectAuthor").asText()).isEqualTo("Böll");
      assertThat(fixture.readJson("actions_by_team"))
          .extracting(Map.Entry::getKey)
          .containsExactly("-7");
      assertThat(fixture.account())
          .containsExactlyInAnyOrderEntriesOf(Map.of("all|in|", 3L, "all|action|", 3L));
    }
  }

  @Test
  void followsTheTablesAsTheyChange() {
    ingest.send("attributes.members", "111", "{\"industry\": \"internet\"}");
    ingest.send("raw.jobs", null, SampleEvents.job("before", 222, "\"x\": 1"));
    ingest.send("attributes.jobs", "222", "{\"geo\": \"new york\"}");
    ingest.send("raw.jobs", null, SampleEvents.job("first", 222, "\"x\": 1"));
    ingest.send("attributes.jobs", "222", "{\"geo\": \"boston\"}");
    ingest.send("raw.jobs", null, SampleEvents.job("second", 222, "\"x\": 1"));
    ingest.send("attributes.jobs", "222", (String) null);
    ingest.send("raw.jobs", null, SampleEvents.job("deleted", 222, "\"x\": 1"));

    assertThat(ingest.readJson("actions"))
        .extracting(entry -> entry.getValue().path("objectGeo").asText("none"))
        .containsExactly("none", "new york", "boston", "none");
  }

  @Test
  void treatsMissesAsEachJoinSays() {
    ingest.send("raw.jobs", null, SampleEvents.job("dropped", 222, "\"x\": 1"));
    ingest.send("attributes.members", "111", "{\"industry\": \"internet\"}");
    ingest.send("raw.jobs", null, SampleEvents.job("null", 222, "\"x\": 1"));
    ingest.send("raw.shop", null, "user=16;item=5;action=cart;epoch_ms=1739603611844");

    assertThat(ingest.readJson("actions"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.getValue().get("objectAttributes").isNull()).isTrue());
    assertThat(ingest.read("dead-letters"))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(header(record, DeadLetters.REASON)).isEqualTo("join_missed");
              assertThat(header(record, DeadLetters.DETAIL))
                  .isEqualTo("item: 5 (expected: a key of attributes.items)");
              assertThat(header(record, DeadLetters.PIPELINE)).isEqualTo("shop");
            });
    assertThat(ingest.account())
        .containsAllEntriesOf(
            Map.of(
                "jobs|in|", 2L,
                "jobs|filtered|join", 1L,
                "jobs|action|", 1L,
                "shop|dead|join_missed", 1L,
                "searches|filtered|filter", 1L));
  }

  @Test
  void readsKeyValueLinesInTwoPipelines() {
    ingest.send("attributes.items", "5", "{\"geo\": \"east\"}");
    ingest.send("raw.shop", null, "user=16;search=linen;epoch_ms=1739603607844");
    ingest.send("raw.shop", null, "user=16;item=5;action=cart;epoch_ms=1739603611844");

    assertThat(ingest.readJson("actions"))
        .containsExactly(
            Map.entry(
                "16",
                json(
                    """
                    {"eventId": "searches:raw.shop:0:0", "actor": 16, "actorAttributes": null,
                     "verb": "search", "verbAttributes": null, "object": "query:linen",
                     "objectAttributes": null, "timestamp": 1739603607844}
                    """)),
            Map.entry(
                "16",
                json(
                    """
                    {"eventId": "shop:raw.shop:0:1", "actor": 16, "actorAttributes": null,
                     "verb": "cart", "verbAttributes": null, "object": "item:5",
                     "objectAttributes": {"geo": "east"}, "timestamp": 1739603611844,
                     "objectGeo": "east"}
                    """)));
    assertThat(ingest.account())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "searches|in|", 2L,
                "searches|action|", 1L,
                "searches|filtered|filter", 1L,
                "shop|in|", 2L,
                "shop|action|", 1L,
                "shop|filtered|filter", 1L));
  }

  @Test
  void passesActionsThrough() {
    String action =
        """
        {"eventId": "file:1", "actor": -1, "actorAttributes": {"age": 4.5, "nick": null},
         "verb": "vote", "verbAttributes": null, "object": "post:1",
         "objectAttributes": {"tags": ["a", "b"], "deep": {"x": true}}, "timestamp": 1739258100000}
        """;
    ingest.send("raw.actions", "-1", action);
    ingest.send("recorded", "-1", action.replace("\"eventId\": \"file:1\",", ""));

    assertThat(ingest.readJson("actions"))
        .containsExactly(
            Map.entry(
                "-1",
                json(
                    """
                    {"eventId": "actions:file:1", "actor": -1, "actorAttributes": {"age": 4.5},
                     "verb": "vote", "verbAttributes": null, "object": "post:1",
                     "objectAttributes": {"tags": ["a", "b"], "deep": {"x": true}},
                     "timestamp": 1739258100000}
                    """)),
            Map.entry(
                "-1",
                json(
                    """
                    {"eventId": "actions:recorded:0:0", "actor": -1,
                     "actorAttributes": {"age": 4.5}, "verb": "vote", "verbAttributes": null,
                     "object": "post:1",
                     "objectAttributes": {"tags": ["a", "b"], "deep": {"x": true}},
                     "timestamp": 1739258100000}
                    """)));
  }

  @Test
  void emitsAnEventIdOnceWithinTheHorizon() {
    ingest.send("raw.actions", "7", SampleEvents.action("a", 7, 1_739_603_000_000L));
    ingest.send("raw.actions", "7", SampleEvents.action("a", 7, 1_739_603_000_000L));
    ingest.send("raw.actions", "7", SampleEvents.action("ahead", 7, IngestFixture.NOW + 599_000));
    ingest.send("raw.actions", "7", SampleEvents.action("future", 7, Long.MAX_VALUE));
    ingest.send("recorded", "7", SampleEvents.action("a", 7, 1_739_603_000_000L));
    ingest.driver.advanceWallClockTime(IngestFixture.HORIZON.minusSeconds(1));
    ingest.send("raw.actions", "7", SampleEvents.action("a", 7, 1_739_603_000_000L));

    assertThat(ingest.readJson("actions")).hasSize(2);
    assertThat(ingest.account())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "actions|in|", 6L,
                "actions|action|", 2L,
                "actions|duplicate|", 3L,
                "actions|dead|future", 1L));

    ingest.driver.advanceWallClockTime(Duration.ofSeconds(2));
    ingest.send("raw.actions", "7", SampleEvents.action("a", 7, 1_739_603_000_000L));

    assertThat(ingest.readJson("actions")).hasSize(1);
  }

  @Test
  void leavesTheHeadersOfEventsOutOfActions() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", IngestFixture.bytes("t-1"));
    ingest.send(
        "raw.actions",
        new TestRecord<>(
            IngestFixture.bytes("7"),
            IngestFixture.bytes(SampleEvents.action("a", 7, IngestFixture.NOW)),
            headers,
            Instant.EPOCH));

    assertThat(ingest.read("actions").get(0).headers()).isEmpty();
  }

  @Test
  void keepsNoRecordTimeThatStopsOrEvicts() {
    Instant before = Instant.now().minusSeconds(60);
    for (Instant time : List.of(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"))) {
      ingest.send(
          "raw.actions",
          new TestRecord<>(
              IngestFixture.bytes("7"),
              IngestFixture.bytes(SampleEvents.action("a" + time, 7, IngestFixture.NOW)),
              new RecordHeaders(),
              time));
    }

    assertThat(ingest.read("actions"))
        .hasSize(2)
        .allSatisfy(
            record ->
                assertThat(record.getRecordTime())
                    .isBetween(before, Instant.now().plusSeconds(60)));
  }
}

package io.nearline.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nearline.ingest.step.PatternStates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Patterns in the topology: what comes by several topics becomes actions in the same topics. */
class PatternsTest {
  private static final String PIPELINES =
      """
      pipelines:
        - {name: web, from: [raw.web], format: action}
        - {name: shop, from: [raw.shop], format: action, keyed_by: actor}
        - {name: other, from: [raw.other], format: action}
        - {name: heavy, from: [raw.large], format: action}
      patterns:
        - name: search-conversion
          from: [web, shop]
          verbs: [search, view, buy]
          within: 60s
          grace: 10s
          limit: 3
          steps:
            - {name: search, where: 'action.verb == "search"'}
            - {name: view, where: 'action.verb == "view"', take: any}
            - {name: buy, where: 'action.verb == "buy" && action.object == view.object'}
          emit:
            verb: '"search-conversion"'
            object: buy.object
            objectAttributes: buy.objectAttributes
            verbAttributes: '{"query": search.object.substring(6)}'
        - name: large
          from: [heavy]
          within: 1h
          grace: 0s
          steps:
            - {name: search, where: 'action.verb == "search"'}
            - {name: buy, where: 'action.verb == "buy"'}
          emit: {verb: '"large"', object: buy.object}
        - name: repeat-purchase
          from: [shop]
          within: 1h
          grace: 0s
          steps:
            - {name: one, where: 'action.verb == "buy"'}
            - {name: two, where: 'action.verb == "buy" && action.object == one.object'}
          emit: {verb: one.verb + "-again", object: one.object, verbAttributes: '{"device": one.verbAttributes.n}'}
      """;
  private static final long T0 = IngestFixture.NOW - 86_400_000;

  @TempDir private Path directory;
  private IngestFixture ingest;

  @BeforeEach
  void start() {
    ingest = new IngestFixture(directory, SampleEvents.ATTRIBUTES, PIPELINES);
  }

  @AfterEach
  void stop() {
    ingest.close();
  }

  private void send(String topic, String id, long actor, String verb, String object, long second) {
    ingest.send(
        topic,
        Long.toString(actor),
        """
        {"eventId": "%s", "actor": %d, "verb": "%s", "object": "%s", "timestamp": %d,
         "objectAttributes": {"geo": "here"}}
        """
            .formatted(id, actor, verb, object, T0 + second * 1000));
  }

  private List<JsonNode> emitted(String topic) {
    return ingest.readJson(topic).stream()
        .map(Map.Entry::getValue)
        .filter(action -> action.path("eventId").asText().startsWith("search-conversion:"))
        .toList();
  }

  private static String text(JsonNode action) {
    return action.path("actor").asText()
        + " "
        + action.path("object").asText()
        + " "
        + action.path("verbAttributes").path("query").asText()
        + " "
        + (action.path("timestamp").asLong() - T0) / 1000;
  }

  @Test
  void emitsWhatIsInOrderOnceItIsPutInOrder() {
    send("raw.shop", "b", 1, "buy", "item:5", 30);
    send("raw.web", "s", 1, "search", "query:linen", 25);
    send("raw.shop", "v", 1, "view", "item:5", 28);
    send("raw.other", "x", 1, "view", "item:5", 39);
    assertThat(emitted("actions")).isEmpty();

    send("raw.web", "later", 1, "view", "item:7", 40);

    List<JsonNode> byActor = emitted("actions");
    assertThat(byActor).extracting(PatternsTest::text).containsExactly("1 item:5 linen 30");
    assertThat(byActor.get(0).path("eventId").asText()).matches("search-conversion:[0-9a-f]{32}");
    assertThat(byActor.get(0).path("objectGeo").asText()).isEqualTo("here");
    assertThat(emitted("actions_by_object")).isEqualTo(byActor);
    assertThat(ingest.account())
        .containsEntry("search-conversion|emitted|", 1L)
        .containsEntry("shop|action|", 2L)
        .containsEntry("web|in|", 2L);
  }

  @Test
  void emitsWhenTheActorIsQuiet() {
    send("raw.web", "s", 1, "search", "query:linen", 25);
    send("raw.web", "v", 1, "view", "item:5", 28);
    send("raw.web", "b", 1, "buy", "item:5", 30);
    ingest.driver.advanceWallClockTime(Duration.ofMillis(9_900));
    assertThat(emitted("actions")).isEmpty();

    ingest.driver.advanceWallClockTime(Duration.ofMillis(200));

    assertThat(emitted("actions"))
        .extracting(PatternsTest::text)
        .containsExactly("1 item:5 linen 30");
  }

  @Test
  void countsWhatIsLateAndKeepsItAsAnAction() {
    send("raw.web", "s", 1, "search", "query:linen", 25);
    send("raw.web", "b", 1, "buy", "item:5", 30);
    ingest.driver.advanceWallClockTime(Duration.ofSeconds(11));
    send("raw.web", "v", 1, "view", "item:5", 28);
    send("raw.web", "b2", 1, "buy", "item:5", 31);
    ingest.driver.advanceWallClockTime(Duration.ofSeconds(11));

    assertThat(ingest.readJson("actions"))
        .extracting(entry -> entry.getValue().path("eventId").asText())
        .containsExactly("web:s", "web:b", "web:v", "web:b2");
    assertThat(ingest.account())
        .containsEntry("search-conversion|not_matched|late", 1L)
        .containsEntry("web|action|", 4L)
        .doesNotContainKey("search-conversion|emitted|");
  }

  @Test
  void keepsActorsApartAndEmitsEachMatchOnce() {
    for (long actor : new long[] {1, -1, Long.MIN_VALUE, 4711}) {
      send("raw.web", "s" + actor, actor, "search", "query:q" + actor, 0);
      send("raw.web", "v" + actor, actor, "view", "item:5", 1);
      send("raw.web", "b" + actor, actor, "buy", "item:5", 2);
    }
    send("raw.web", "b4711", 4711, "buy", "item:5", 2);
    ingest.driver.advanceWallClockTime(Duration.ofSeconds(11));

    assertThat(emitted("actions"))
        .extracting(PatternsTest::text)
        .containsExactlyInAnyOrder(
            "1 item:5 q1 2",
            "-1 item:5 q-1 2",
            Long.MIN_VALUE + " item:5 q" + Long.MIN_VALUE + " 2",
            "4711 item:5 q4711 2");
    assertThat(ingest.account())
        .containsEntry("search-conversion|emitted|", 4L)
        .containsEntry("web|duplicate|", 1L);
  }

  @Test
  void givesUpTheOldestOfTooManySequences() {
    for (int i = 0; i < 5; i++) {
      send("raw.web", "s" + i, 1, "search", "query:q" + i, i);
    }
    send("raw.web", "v", 1, "view", "item:5", 6);
    send("raw.web", "b", 1, "buy", "item:5", 7);
    ingest.driver.advanceWallClockTime(Duration.ofSeconds(11));

    // A view continues each of three searches, and each may still take another: so of six
    // sequences, three are given up, those of the oldest searches first.
    assertThat(emitted("actions")).extracting(PatternsTest::text).containsExactly("1 item:5 q4 7");
    assertThat(ingest.account()).containsEntry("search-conversion|not_matched|limit", 5L);
  }

  @Test
  void givesUpTheOldestWhereActionsAreTooLarge() {
    String padding = "x".repeat(60_000);
    for (int i = 0; i < 60; i++) {
      ingest.send(
          "raw.large",
          "1",
          """
          {"eventId": "%d", "actor": 1, "verb": "search", "object": "query:q%d", "timestamp": %d,
           "verbAttributes": {"padding": "%s"}}
          """
              .formatted(i, i, T0 + i, padding));
    }
    send("raw.large", "b", 1, "buy", "item:5", 1);

    Map<String, Long> account = ingest.account();
    long givenUp = account.getOrDefault("large|not_matched|limit", 0L);
    assertThat(givenUp).isBetween(27L, 45L);
    assertThat(account).containsEntry("large|emitted|", 60 - givenUp);
  }

  @Test
  void hasTheFutureWaitForItsTime() {
    long future = (IngestFixture.NOW + 300_000 - T0) / 1000;
    send("raw.web", "f", 1, "search", "query:future", future);
    send("raw.web", "s", 1, "search", "query:linen", 25);
    send("raw.web", "v", 1, "view", "item:5", 28);
    send("raw.web", "b", 1, "buy", "item:5", 30);
    ingest.driver.advanceWallClockTime(Duration.ofSeconds(11));
    ingest.driver.advanceWallClockTime(Duration.ofSeconds(11));

    assertThat(emitted("actions"))
        .extracting(PatternsTest::text)
        .containsExactly("1 item:5 linen 30");
    assertThat(ingest.account()).doesNotContainKey("search-conversion|not_matched|late");
  }

  @Test
  void countsMatchesThatAreNoActions() {
    send("raw.shop", "b", 1, "buy", "item:5", 30);
    send("raw.shop", "b2", 1, "buy", "item:5", 31);

    assertThat(ingest.account())
        .containsEntry("repeat-purchase|not_emitted|expression_failed", 1L)
        .containsEntry("shop|action|", 2L);
    assertThat(ingest.readJson("actions")).hasSize(2);
    assertThat(ingest.read("dead-letters")).isEmpty();
  }

  @Test
  void forgetsWhoHasBeenGoneForLong() {
    send("raw.web", "s", 1, "search", "query:linen", 25);
    send("raw.web", "s2", 2, "search", "query:linen", 25 + 71);
    ingest.driver.advanceWallClockTime(Duration.ofSeconds(69));
    assertThat(states()).isEqualTo(2);

    ingest.driver.advanceWallClockTime(Duration.ofSeconds(2));
    assertThat(states()).isEqualTo(1);
    send("raw.web", "v", 2, "view", "item:5", 100);
    send("raw.web", "b", 2, "buy", "item:5", 101);
    ingest.driver.advanceWallClockTime(Duration.ofSeconds(11));
    assertThat(emitted("actions"))
        .extracting(PatternsTest::text)
        .containsExactly("2 item:5 linen 101");
  }

  private int states() {
    int states = 0;
    try (var all = ingest.driver.getKeyValueStore(PatternStates.STORE).all()) {
      for (; all.hasNext(); all.next()) {
        states++;
      }
    }
    return states;
  }
}

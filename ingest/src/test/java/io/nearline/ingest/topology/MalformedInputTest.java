package io.nearline.ingest.topology;

import static io.nearline.ingest.topology.IngestFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nearline.ingest.step.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing stops on bad input, and all of it is accounted for. */
class MalformedInputTest {
  private static final String ATTRIBUTES =
      """
      attributes:
        verbAttributes.count: {type: int64, column: verbCount}
        verbAttributes.flag: {type: bool, column: verbFlag}
        objectAttributes.geo: {type: string, max_length: 8, column: objectGeo}
        objectAttributes.price: {type: double, column: objectPrice}
        objectAttributes.embedding: {type: vector, dimension: 2, column: objectEmbedding}
      entities:
        actor: {table: actions, type: int64, retention: 96h}
        object: {table: actions_by_object, type: string, retention: 48h}
      """;
  private static final String PIPELINES =
      """
      pipelines:
        - name: raw
          from: [raw.events]
          format: json
          filter: '!has(event.skip) || !event.skip'
          action:
            actor: event.actor
            verb: event.verb
            object: event.object
            timestamp: event.ts
            verbAttributes: event.?verbAttributes.orValue(null)
            objectAttributes: event.?objectAttributes.orValue(null)
        - name: lines
          from: [raw.lines]
          format: key_value
          action:
            actor: int(event.user)
            verb: event.action
            object: event.item
            timestamp: int(event.epoch_ms)
      """;
  private static final String GOOD = event("\"x\": 1");

  @TempDir private static Path directory;
  private static IngestFixture ingest;
  private static long sent;

  @BeforeAll
  static void start() {
    ingest = new IngestFixture(directory, ATTRIBUTES, PIPELINES);
  }

  @AfterAll
  static void stop() {
    ingest.close();
  }

  @AfterEach
  void addUp() {
    Map<String, Long> account = ingest.account();
    for (String pipeline : List.of("raw", "lines")) {
      long outcomes =
          account.entrySet().stream()
              .filter(entry -> entry.getKey().startsWith(pipeline + "|"))
              .filter(entry -> !entry.getKey().startsWith(pipeline + "|in|"))
              .mapToLong(Map.Entry::getValue)
              .sum();
      assertThat(account.getOrDefault(pipeline + "|in|", 0L)).isEqualTo(outcomes);
    }
    assertThat(account.getOrDefault("raw|in|", 0L)).isEqualTo(sent);
  }

  @ParameterizedTest(name = "{1}: {2}")
  @MethodSource("badEvents")
  void deadLettersABadEventAndGoesOn(byte[] value, String reason, String detail) {
    Map<String, Long> before = ingest.account();
    send(GOOD);
    send(value);
    send(GOOD);

    assertThat(ingest.read("actions")).hasSize(2);
    assertThat(ingest.read("actions_by_object")).hasSize(2);
    TestRecord<byte[], byte[]> letter = ingest.read("dead-letters").get(0);
    assertThat(header(letter, DeadLetters.REASON)).isEqualTo(reason);
    assertThat(header(letter, DeadLetters.DETAIL)).contains(detail);
    assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo("raw.events");
    assertThat(header(letter, DeadLetters.OFFSET)).isEqualTo(Long.toString(sent - 2));
    assertThat(letter.value()).isEqualTo(value);
    String dead = "raw|dead|" + reason;
    assertThat(ingest.account()).containsEntry(dead, before.getOrDefault(dead, 0L) + 1);
  }

  static Stream<Arguments> badEvents() {
    return Stream.of(
        bad("", "malformed", "nothing (expected: a JSON object)"),
        bad(GOOD.substring(0, 20), "malformed", "Unexpected end-of-input"),
        bad("[1]", "malformed", "[1] (expected: a JSON object)"),
        bad("null", "malformed", "null (expected: a JSON object)"),
        bad(GOOD + "{}", "malformed", "more after the object's end"),
        bad(event("\"a\": 1, \"a\": 2"), "malformed", "Duplicate"),
        bad(event("\"a\": NaN"), "malformed", "NaN"),
        bad(event("\"a\": 01"), "malformed", "Leading zeroes"),
        bad("{\"a\":".repeat(5000), "malformed", "nesting depth"),
        Arguments.of(
            GOOD.replace("post", "p\u00f6st").getBytes(StandardCharsets.ISO_8859_1),
            "malformed",
            "(expected: UTF-8)"),
        bad(
            "{\"verb\": \"v\", \"object\": \"o\", \"ts\": 1739603700000}",
            "expression_failed",
            "'actor'"),
        bad(GOOD.replace("\"actor\": 7", "\"actor\": \"7\""), "invalid", "actor: 7 (expected"),
        bad(GOOD.replace("\"actor\": 7", "\"actor\": 7.5"), "invalid", "actor: 7.5"),
        bad(GOOD.replace("\"actor\": 7", "\"actor\": null"), "invalid", "actor: null"),
        bad(
            GOOD.replace("\"actor\": 7", "\"actor\": 9223372036854775808"),
            "invalid",
            "actor: 9223372036854775808 (expected: a 64-bit integer)"),
        bad(GOOD.replace("\"ts\": 1739603700000", "\"ts\": \"now\""), "invalid", "timestamp: now"),
        bad(
            GOOD.replace("\"ts\": 1739603700000", "\"ts\": 1e999"),
            "invalid",
            "timestamp: Infinity"),
        bad(GOOD.replace("\"vote\"", "3"), "invalid", "verb: 3 (expected: a string)"),
        bad(GOOD.replace("vote", ""), "invalid", "verb: \"\""),
        bad(GOOD.replace("vote", "v".repeat(129)), "invalid", "verb: 129 characters"),
        bad(GOOD.replace("vote", "__missing__"), "invalid", "stands for missing"),
        bad(GOOD.replace("post:1", "a\\u0000b"), "invalid", "object: a NUL at character 1"),
        bad(GOOD.replace("post:1", "a\\ud800b"), "invalid", "object: half a surrogate pair"),
        bad(GOOD.replace("post:1", "o".repeat(2_000_000)), "invalid", "object: 2000000"),
        bad(event("\"skip\": \"yes\""), "expression_failed", "filter"),
        bad(event("\"verbAttributes\": [1]"), "invalid", "verbAttributes: [1]"),
        bad(verb("\"count\": \"1\""), "invalid", "verbAttributes.count: 1 (expected: a 64-bit"),
        bad(verb("\"count\": 1.5"), "invalid", "verbAttributes.count: 1.5"),
        bad(verb("\"count\": 1e17"), "invalid", "verbAttributes.count: 1.0E17"),
        bad(verb("\"count\": -9223372036854775808"), "invalid", "stands for missing"),
        bad(verb("\"flag\": 1"), "invalid", "verbAttributes.flag: 1 (expected: true or false)"),
        bad(verb("\"other\": 99999999999999999999"), "invalid", "verbAttributes.other"),
        bad(verb("\"other\": 1e999"), "invalid", "verbAttributes.other"),
        bad(verb("\"other\": [1, null]"), "invalid", "lists without nulls"),
        bad(verb("\"other\": {\"a\\u0000\": 1}"), "invalid", "a NUL at character 1"),
        bad(verb("\"other\": [{\"a\": \"\\udc00\"}]"), "invalid", "half a surrogate pair"),
        bad(verb("\"other\": \"" + "x".repeat(70_000) + "\""), "invalid", "JSON of 70012"),
        bad(object("\"geo\": \"123456789\""), "invalid", "geo: 9 characters (expected: at most 8"),
        bad(object("\"geo\": true"), "invalid", "objectAttributes.geo: true"),
        bad(object("\"price\": \"1\""), "invalid", "objectAttributes.price: 1"),
        bad(object("\"price\": 1e400"), "invalid", "objectAttributes.price: Infinity"),
        bad(object("\"embedding\": [1]"), "invalid", "1 numbers (expected: 2 numbers)"),
        bad(object("\"embedding\": [1, \"2\"]"), "invalid", "embedding[1]: 2 (expected: a number)"),
        bad(object("\"embedding\": [1, null]"), "invalid", "embedding[1]: null"),
        bad(object("\"embedding\": [1, 1e39]"), "invalid", "embedding[1]: 1.0E39"),
        bad(object("\"embedding\": 5"), "invalid", "a list of numbers"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "user",
        "user=1;;item=2",
        "=1",
        "user=1;user=1",
        "user=1;item=2;action=cart;epoch_ms=soon",
        "user=1;item=2;epoch_ms=1739603700000",
        "user=9223372036854775808;item=2;action=cart;epoch_ms=1739603700000",
        "user=1;item=;action=cart;epoch_ms=1739603700000"
      })
  void deadLettersABadLine(String line) {
    ingest.send("raw.lines", null, line);

    assertThat(ingest.read("actions")).isEmpty();
    assertThat(ingest.read("dead-letters")).hasSize(1);
  }

  @Test
  void takesWhatOnlyLooksBad() {
    send(verb("\"count\": 3.0, \"flag\": null, \"a.b\": {}"));
    send(object("\"price\": 3, \"geo\": \"\", \"\": \"\u00e9😀\""));
    send(GOOD.replace("\"actor\": 7", "\"actor\": 7.0"));
    send(event("\"big\": 99999999999999999999, \"skip\": false"));

    List<Map.Entry<String, JsonNode>> actions = ingest.readJson("actions");
    assertThat(ingest.read("dead-letters")).isEmpty();
    assertThat(actions).extracting(Map.Entry::getKey).containsOnly("7").hasSize(4);
    assertThat(actions.get(0).getValue().toString())
        .contains("\"verbAttributes\":{\"count\":3,\"a.b\":{}}")
        .contains("\"verbCount\":3")
        .doesNotContain("verbFlag");
    assertThat(actions.get(1).getValue().toString())
        .contains("{\"price\":3.0,\"geo\":\"\",\"\":\"\u00e9😀\"}")
        .contains("\"objectPrice\":3.0");
    ingest.read("actions_by_object");
  }

  @Test
  @Timeout(60)
  void takesDeepNesting() {
    String nested = "{\"a\":".repeat(150) + "{\"b\":null}" + "}".repeat(150);
    send(verb("\"deep\": " + nested));

    assertThat(ingest.readJson("actions").get(0).getValue().toString())
        .contains("{\"a\":".repeat(150) + "{}");
    ingest.read("actions_by_object");
  }

  private static void send(String value) {
    send(value.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(byte[] value) {
    ingest.send("raw.events", null, value);
    sent++;
  }

  private static Arguments bad(String value, String reason, String detail) {
    return Arguments.of(value.getBytes(StandardCharsets.UTF_8), reason, detail);
  }

  private static String event(String more) {
    return "{\"actor\": 7, \"verb\": \"vote\", \"object\": \"post:1\", \"ts\": 1739603700000, "
        + more
        + "}";
  }

  private static String verb(String attributes) {
    return event("\"verbAttributes\": {" + attributes + "}");
  }

  private static String object(String attributes) {
    return event("\"objectAttributes\": {" + attributes + "}");
  }
}

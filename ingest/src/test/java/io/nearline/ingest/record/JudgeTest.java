package io.nearline.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.nearline.features.action.Action;
import io.nearline.features.action.ActionJson;
import io.nearline.features.action.Attributes;
import io.nearline.features.attribute.AttributeRoot;
import io.nearline.ingest.configuration.IngestDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTest {
  private static final long NOW = 1_739_603_611_844L;

  static final IngestDefinition DEFINITION =
      IngestDefinition.load(
          Map.of(
              "attributes.yaml",
              """
              attributes:
                actorAttributes.industry: {type: string, max_length: 8}
                verbAttributes.dwell_ms: {type: int64, column: verbDwellMs}
                objectAttributes.price: {type: double}
                objectAttributes.remote: {type: bool}
                objectAttributes.embedding: {type: vector, dimension: 2, column: objectEmbedding}
              entities: {actor: {table: actions, type: int64, retention: 96h}}
              """,
              "pipelines.yaml",
              "pipelines: [{name: recorded, from: [recorded], format: action, keyed_by: actor}]"));

  private final Judge judge =
      new Judge(
          DEFINITION.catalogue(), DEFINITION.timeBounds(), Set.of("recorded"), () -> "made-1");

  private static SentAction sent(@Nullable Object actor, @Nullable Object timestamp) {
    return new SentAction("e-1", actor, "view", "job:1", Map.of(), timestamp);
  }

  private static SentAction with(AttributeRoot root, String name, Object value) {
    return new SentAction("e-1", 7L, "view", "job:1", Map.of(root, Map.of(name, value)), NOW);
  }

  private static SentAction with(String eventId, String verb, String object) {
    return new SentAction(eventId, 7L, verb, object, Map.of(), NOW);
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        arguments(sent(-1L, NOW), List.of()),
        arguments(sent("111", NOW), List.of("actor: \"111\" -> 111")),
        arguments(sent("111.0", NOW), List.of("actor: \"111.0\" -> 111")),
        arguments(
            sent("-9223372036854775808", NOW),
            List.of("actor: \"-9223372036854775808\" -> -9223372036854775808")),
        arguments(sent(1L, "" + NOW), List.of("timestamp: \"" + NOW + "\" -> " + NOW)),
        arguments(sent(1L, NOW - 345_600_000), List.of()),
        arguments(sent(1L, NOW + 600_000), List.of()),
        arguments(sent(1L, null), List.of()),
        arguments(
            sent(1L, "2025-02-15T07:13:31.844Z"),
            List.of("timestamp: \"2025-02-15T07:13:31.844Z\" -> " + NOW)),
        arguments(
            sent(1L, "2025-02-15T08:13:31.8449+01:00"),
            List.of("timestamp: \"2025-02-15T08:13:31.8449+01:00\" -> " + NOW)),
        arguments(
            with(AttributeRoot.ACTOR, "industry", 5L),
            List.of("actorAttributes.industry: 5 -> \"5\"")),
        arguments(
            with(AttributeRoot.VERB, "dwell_ms", "5300"),
            List.of("verbAttributes.dwell_ms: \"5300\" -> 5300")),
        arguments(
            with(AttributeRoot.OBJECT, "price", "9.5"),
            List.of("objectAttributes.price: \"9.5\" -> 9.5")),
        arguments(with(AttributeRoot.OBJECT, "price", 9L), List.of()),
        arguments(
            with(AttributeRoot.OBJECT, "remote", "true"),
            List.of("objectAttributes.remote: \"true\" -> true")),
        arguments(with(AttributeRoot.OBJECT, "embedding", List.of(1L, 0.5)), List.of()),
        arguments(with(AttributeRoot.OBJECT, "undeclared", "5"), List.of()));
  }

  @ParameterizedTest
  @MethodSource
  void accepted(SentAction sent, List<String> coercions) {
    Judgement judgement = judge.judge(sent, NOW);

    assertThat(judgement)
        .as("%s", judgement)
        .isInstanceOfSatisfying(
            Judgement.Accepted.class,
            accepted -> {
              assertThat(accepted.eventId()).isEqualTo("e-1");
              assertThat(accepted.coercions())
                  .extracting(one -> one.field() + ": " + one.from() + " -> " + one.to())
                  .isEqualTo(coercions);
            });
  }

  static Stream<Arguments> rejected() {
    String integer = " (expected: a 64-bit integer; beyond 2^53 as text)";
    String time = " (expected: epoch milliseconds, or ISO-8601 with Z or an offset)";
    return Stream.of(
        arguments(sent(null, NOW), "actor: nothing" + integer),
        arguments(sent("bob", NOW), "actor: \"bob\"" + integer),
        arguments(sent(1.5, NOW), "actor: 1.5" + integer),
        arguments(sent(1e19, NOW), "actor: 1.0E19" + integer),
        arguments(sent("9223372036854775808", NOW), "actor: \"9223372036854775808\"" + integer),
        arguments(sent("1e999999999", NOW), "actor: \"1e999999999\"" + integer),
        arguments(sent(true, NOW), "actor: true" + integer),
        arguments(sent(1L, 5.5), "timestamp: 5.5" + time),
        arguments(sent(1L, "2025-02-15T07:13:31"), "timestamp: \"2025-02-15T07:13:31\"" + time),
        arguments(
            sent(1L, "+1000000000-12-31T23:59:59Z"),
            "timestamp: \"+1000000000-12-31T23:59:59Z\"" + time),
        arguments(
            sent(1L, NOW - 345_600_001),
            "timestamp: 1739258011843, which is 2025-02-11T07:13:31.843Z (expected: at most 96h ago:"
                + " no table keeps actions longer)"),
        arguments(
            sent(1L, Instant.ofEpochMilli(NOW + 600_001).toString()),
            "timestamp: 1739604211845, which is 2025-02-15T07:23:31.845Z (expected: at most 10m ahead,"
                + " the future_tolerance)"),
        arguments(with("e-1", "", "o"), "verb: \"\" (expected: a string that is not empty)"),
        arguments(with("e-1", "v", ""), "object: \"\" (expected: a string that is not empty)"),
        arguments(
            with("e-1", "nearline.heartbeat", "o"),
            "verb: nearline.heartbeat (expected: another verb: this one is reserved)"),
        arguments(
            with("x".repeat(504), "v", "o"),
            "eventId: 513 characters (expected: at most 512 characters)"),
        arguments(
            with("a\0", "v", "o"),
            "eventId: a NUL at character 10 (expected: a string without NUL)"),
        arguments(
            with(AttributeRoot.ACTOR, "industry", "x".repeat(9)),
            "actorAttributes.industry: 9 characters (expected: at most 8 characters)"),
        arguments(
            with(AttributeRoot.VERB, "dwell_ms", "5.5"),
            "verbAttributes.dwell_ms: 5.5 (expected: a 64-bit integer)"),
        arguments(
            with(AttributeRoot.OBJECT, "price", "NaN"),
            "objectAttributes.price: NaN (expected: a number)"),
        arguments(
            with(AttributeRoot.OBJECT, "price", Double.NaN),
            "objectAttributes.price: NaN (expected: a finite number)"),
        arguments(
            with(AttributeRoot.OBJECT, "remote", 1L),
            "objectAttributes.remote: 1 (expected: true or false)"),
        arguments(
            with(AttributeRoot.OBJECT, "embedding", List.of(1L)),
            "objectAttributes.embedding: 1 numbers (expected: 2 numbers)"),
        arguments(
            with(AttributeRoot.OBJECT, "embedding", Arrays.asList(1L, null)),
            "objectAttributes.embedding[1]: null (expected: a number)"),
        arguments(
            with(AttributeRoot.OBJECT, "undeclared", Double.POSITIVE_INFINITY),
            "objectAttributes.undeclared: Infinity (expected: a finite number)"),
        arguments(
            with(AttributeRoot.OBJECT, "undeclared", Collections.singletonList(null)),
            "objectAttributes.undeclared: null (expected: lists without nulls)"),
        arguments(
            with(AttributeRoot.OBJECT, "undeclared", "x".repeat(70_000)),
            "objectAttributes: JSON of 70017 characters (expected: at most 65536 characters)"));
  }

  @ParameterizedTest
  @MethodSource
  void rejected(SentAction sent, String fault) {
    assertThat(judge.judge(sent, NOW))
        .isInstanceOfSatisfying(
            Judgement.Rejected.class,
            rejected ->
                assertThat(rejected.faults())
                    .extracting(one -> one.field() + ": " + one.reason())
                    .containsExactly(fault));
  }

  @Test
  void tellsAllThatIsWrongAtOnce() {
    SentAction sent =
        new SentAction(
            "",
            "x",
            "",
            "o",
            Map.of(
                AttributeRoot.OBJECT, Map.of("price", "dear", "remote", "no"),
                AttributeRoot.VERB, Map.of("dwell_ms", "7")),
            "never");

    assertThat(judge.judge(sent, NOW))
        .isInstanceOfSatisfying(
            Judgement.Rejected.class,
            rejected -> {
              assertThat(rejected.faults())
                  .extracting(Fault::field)
                  .containsExactly(
                      "actor",
                      "timestamp",
                      "verb",
                      "objectAttributes.price",
                      "objectAttributes.remote");
              assertThat(rejected.coercions())
                  .extracting(Coercion::field)
                  .containsExactly("verbAttributes.dwell_ms");
            });
  }

  @Test
  void writesTheStandardActionKeyedByItsActor() {
    SentAction sent =
        new SentAction(
            "",
            "-7",
            "view",
            "job:ü",
            Map.of(
                AttributeRoot.OBJECT, Map.of("embedding", List.of(0.1, 2L)),
                AttributeRoot.VERB, Map.of("dwell_ms", "7"),
                AttributeRoot.ACTOR, Map.of()),
            null);

    Judgement.Accepted accepted = (Judgement.Accepted) judge.judge(sent, NOW);

    assertThat(accepted.eventId()).isEqualTo("made-1");
    assertThat(accepted.key()).isEqualTo("-7".getBytes(StandardCharsets.UTF_8));
    Action action = ActionJson.read(accepted.value());
    assertThat(action.eventId()).isEqualTo("made-1");
    assertThat(action.actor()).isEqualTo(-7);
    assertThat(action.timestamp()).isEqualTo(NOW);
    assertThat(action.object()).isEqualTo("job:ü");
    assertThat(action.actorAttributes()).isNotNull();
    assertThat(action.verbAttributes()).isEqualTo(Attributes.of(Map.of("dwell_ms", 7L)));
    assertThat(action.objectAttributes())
        .isEqualTo(Attributes.of(Map.of("embedding", List.of(0.1, 2L))));
  }
}

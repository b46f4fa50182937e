package io.nearline.ingest.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;
import io.nearline.ingest.event.Arrival;
import io.nearline.ingest.event.DeadLetterReason;
import io.nearline.ingest.event.RawEvent;
import io.nearline.ingest.event.TimeBounds;
import io.nearline.ingest.pipeline.Pipeline;
import io.nearline.ingest.pipeline.PipelinesFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {
  private static final long NOW = 1_767_323_045_678L;

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "1766977445678 ~ ``",
        "1766977445677 ~ LATE timestamp: 1766977445677, which is 2025-12-29T03:04:05.677Z (expected:"
            + " at most 96h ago: no table keeps actions longer)",
        "1767323645678 ~ ``",
        "1767323645679 ~ FUTURE timestamp: 1767323645679, which is 2026-01-02T03:14:05.679Z"
            + " (expected: at most 10m ahead, the future_tolerance)",
        "1767323045 ~ LATE timestamp: 1767323045, which is 1970-01-21T10:55:23.045Z (expected: at"
            + " most 96h ago: no table keeps actions longer)",
        "-9223372036854775808 ~ LATE timestamp: -9223372036854775808, which is"
            + " -292275055-05-16T16:47:04.192Z (expected: at most 96h ago: no table keeps actions"
            + " longer)",
        "9223372036854775807 ~ FUTURE timestamp: 9223372036854775807, which is"
            + " +292278994-08-17T07:12:55.807Z (expected: at most 10m ahead, the future_tolerance)"
      })
  void takesTimesWithinTheBounds(long timestamp, String refused) {
    Arrival arrival = admit("filter: 'true'", null, "{'actor': 1, 'ts': " + timestamp + "}");

    assertThat(arrival instanceof Arrival.Refused one ? one.reason() + " " + one.detail() : "")
        .isEqualTo(refused);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{'id': 'a:b', 'actor': 1, 'ts': 1767323045678} ~ p:a:b",
        "{'id': 17, 'actor': 1, 'ts': 1767323045678} ~ p:17",
        "{'id': 17.0, 'actor': 1, 'ts': 1767323045678} ~ p:17",
        "{'id': null, 'actor': 1, 'ts': 1767323045678} ~ p:raw:1:7"
      })
  void makesTheEventIdOfTheSourceIdOrItsPlace(String event, String eventId) {
    assertThat(admit("event_id: event.id", null, event))
        .isInstanceOfSatisfying(
            Arrival.Admitted.class,
            admitted -> assertThat(admitted.identity().eventId()).isEqualTo(eventId));
  }

  @Test
  void makesTheEventIdOfThePlaceWhenThereIsNoExpression() {
    assertThat(admit("filter: 'true'", null, "{'actor': 1, 'ts': 1767323045678}"))
        .isInstanceOfSatisfying(
            Arrival.Admitted.class,
            admitted -> assertThat(admitted.identity().eventId()).isEqualTo("p:raw:1:7"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "event_id: event.id ~ {'actor': 1, 'ts': 1767323045678} ~ EXPRESSION_FAILED ~ event_id: key 'id'",
        "event_id: event.id ~ {'id': '', 'actor': 1, 'ts': 1767323045678} ~ INVALID ~ event_id: \"\"",
        "event_id: event.id ~ {'id': [], 'actor': 1, 'ts': 1767323045678} ~ INVALID ~ event_id: []",
        "filter: event.ok ~ {'ok': 1, 'actor': 1, 'ts': 1767323045678} ~ EXPRESSION_FAILED ~ filter: 1",
        "filter: event.ok ~ {'ok': null, 'actor': 1, 'ts': 1767323045678} ~ EXPRESSION_FAILED ~ filter: null",
        "keyed_by: actor ~ {'actor': 1, 'ts': 1767323045678} ~ WRONG_KEY ~ key: nothing"
      })
  void refuses(String setting, String event, DeadLetterReason reason, String detail) {
    assertThat(admit(setting, null, event))
        .isInstanceOfSatisfying(
            Arrival.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.detail()).startsWith(detail);
            });
  }

  @Test
  void filtersBeforeItLooksForAnActor() {
    assertThat(admit("filter: has(event.actor)", null, "{'x': 1}"))
        .isEqualTo(new Arrival.Filtered("p"));
  }

  @Test
  void readsTimestampsOfCel() {
    assertThat(
            admit(
                "filter: 'true'",
                null,
                "{'actor': 1, 'ts': 0, 'at': '2026-01-02T03:04:05.678Z'}",
                "timestamp(event.at)"))
        .isInstanceOfSatisfying(
            Arrival.Admitted.class,
            admitted -> assertThat(admitted.identity().timestamp()).isEqualTo(1_767_323_045_678L));
  }

  @Test
  void takesItsKeyedSourcesAtTheirWord() {
    assertThat(admit("keyed_by: actor", "-1", "{'actor': -1, 'ts': 1767323045678}"))
        .isInstanceOf(Arrival.Admitted.class);
  }

  private static Arrival admit(String setting, @Nullable String key, String event) {
    return admit(setting, key, event, "event.ts");
  }

  private static Arrival admit(
      String setting, @Nullable String key, String event, String timestamp) {
    String yaml =
        """
        pipelines:
          - name: p
            from: [raw]
            format: json
            %s
            action: {actor: event.actor, verb: '"v"', object: '"o"', timestamp: '%s'}
        """
            .formatted(setting, timestamp);
    Problems problems = new Problems();
    Pipeline pipeline =
        PipelinesFile.read(
                StrictYaml.parse(PipelinesFile.NAME, yaml, problems).orElseThrow(), Set.of())
            .pipelines()
            .get(0);
    return new Admission(pipeline, new TimeBounds(Duration.ofDays(4), Duration.ofMinutes(10)))
        .admit(
            new RawEvent(
                "raw",
                3,
                42,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                event.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
            Optional.of("raw:1:7"),
            NOW);
  }
}

package io.nearline.ingest.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;
import io.nearline.ingest.event.Arrival;
import io.nearline.ingest.event.DeadLetterReason;
import io.nearline.ingest.event.RawEvent;
import io.nearline.ingest.pipeline.Pipeline;
import io.nearline.ingest.pipeline.PipelinesFile;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{'id': 'a:b', 'actor': 1, 'ts': 2} ~ p:a:b",
        "{'id': 17, 'actor': 1, 'ts': 2} ~ p:17",
        "{'id': 17.0, 'actor': 1, 'ts': 2} ~ p:17",
        "{'id': null, 'actor': 1, 'ts': 2} ~ p:raw:1:7"
      })
  void makesTheEventIdOfTheSourceIdOrItsPlace(String event, String eventId) {
    assertThat(admit("event_id: event.id", null, event))
        .isInstanceOfSatisfying(
            Arrival.Admitted.class,
            admitted -> assertThat(admitted.identity().eventId()).isEqualTo(eventId));
  }

  @Test
  void makesTheEventIdOfThePlaceWhenThereIsNoExpression() {
    assertThat(admit("filter: 'true'", null, "{'actor': 1, 'ts': 2}"))
        .isInstanceOfSatisfying(
            Arrival.Admitted.class,
            admitted -> assertThat(admitted.identity().eventId()).isEqualTo("p:raw:1:7"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "event_id: event.id ~ {'actor': 1, 'ts': 2} ~ EXPRESSION_FAILED ~ event_id: key 'id'",
        "event_id: event.id ~ {'id': '', 'actor': 1, 'ts': 2} ~ INVALID ~ event_id: \"\"",
        "event_id: event.id ~ {'id': [], 'actor': 1, 'ts': 2} ~ INVALID ~ event_id: []",
        "filter: event.ok ~ {'ok': 1, 'actor': 1, 'ts': 2} ~ EXPRESSION_FAILED ~ filter: 1",
        "filter: event.ok ~ {'ok': null, 'actor': 1, 'ts': 2} ~ EXPRESSION_FAILED ~ filter: null",
        "keyed_by: actor ~ {'actor': 1, 'ts': 2} ~ WRONG_KEY ~ key: nothing"
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
    assertThat(admit("keyed_by: actor", "-1", "{'actor': -1, 'ts': 2}"))
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
    return new Admission(pipeline)
        .admit(
            new RawEvent(
                "raw",
                3,
                42,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                event.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
            "raw:1:7");
  }
}

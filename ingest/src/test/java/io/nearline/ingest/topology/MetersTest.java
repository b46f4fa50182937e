package io.nearline.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus is told goes with the account. */
class MetersTest {
  private static final long NOW = IngestFixture.NOW;

  @TempDir private Path directory;

  @Test
  void countsWhatTheAccountCountsAndHowLateEventsAre() {
    try (IngestFixture ingest =
        new IngestFixture(directory, SampleEvents.ATTRIBUTES, SampleEvents.PIPELINES)) {
      assertThat(outcomes(ingest, "actions", "dead", "late")).isZero();
      ingest.send("attributes.members", "111", "{\"industry\": \"internet\"}");
      ingest.send("raw.jobs", null, SampleEvents.job("a", 222, "\"x\": 1"));
      ingest.send("raw.jobs", null, SampleEvents.job("b", 222, "\"bot\": true"));
      for (String id : new String[] {"a", "a", "b"}) {
        ingest.send("raw.actions", "7", SampleEvents.action(id, 7, NOW - 3_000));
      }
      ingest.send("raw.actions", "7", SampleEvents.action("c", 7, NOW + 2_000));
      ingest.send("raw.actions", "7", SampleEvents.action("d", 7, 1));

      assertThat(ingest.meters.counter("nearline.ingest.events", "pipeline", "actions").count())
          .isEqualTo(5);
      assertThat(outcomes(ingest, "actions", "action", "")).isEqualTo(3);
      assertThat(outcomes(ingest, "actions", "duplicate", "")).isEqualTo(1);
      assertThat(outcomes(ingest, "actions", "dead", "late")).isEqualTo(1);
      assertThat(outcomes(ingest, "jobs", "filtered", "filter")).isEqualTo(1);
      assertThat(joins(ingest, "member", "hit")).isEqualTo(1);
      assertThat(joins(ingest, "member", "miss")).isZero();
      assertThat(joins(ingest, "job", "miss")).isEqualTo(1);
      Timer age = ingest.meters.get("nearline.ingest.event.age").tag("pipeline", "actions").timer();
      Timer ahead =
          ingest.meters.get("nearline.ingest.event.ahead").tag("pipeline", "actions").timer();
      assertThat(age.count()).isEqualTo(3);
      assertThat(age.totalTime(TimeUnit.SECONDS)).isCloseTo(9, within(0.001));
      assertThat(ahead.count()).isEqualTo(1);
      assertThat(ahead.totalTime(TimeUnit.SECONDS)).isCloseTo(2, within(0.001));
    }
  }

  private static double outcomes(
      IngestFixture ingest, String pipeline, String outcome, String reason) {
    return ingest
        .meters
        .get("nearline.ingest.outcomes")
        .tags("pipeline", pipeline, "outcome", outcome, "reason", reason)
        .counter()
        .count();
  }

  private static double joins(IngestFixture ingest, String table, String result) {
    return ingest
        .meters
        .get("nearline.ingest.joins")
        .tags("pipeline", "jobs", "table", table, "result", result)
        .counter()
        .count();
  }
}

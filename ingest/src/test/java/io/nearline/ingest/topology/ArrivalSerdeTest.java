package io.nearline.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.ingest.event.Arrival;
import io.nearline.ingest.event.DeadLetterReason;
import io.nearline.ingest.event.Event;
import io.nearline.ingest.event.Identity;
import io.nearline.ingest.event.JsonDecoder;
import io.nearline.ingest.event.RawEvent;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArrivalSerdeTest {
  private static final RawEvent RAW =
      new RawEvent("raw.jobs", 3, 1L << 40, null, IngestFixture.bytes("{\"a\": \"é😀\"}"));
  private static final Arrival ADMITTED =
      new Arrival.Admitted(
          "jobs", RAW, new Identity("jobs:é😀", -7, Long.MIN_VALUE), new Event(Map.of("a", "é😀")));

  private final ArrivalSerde serde = new ArrivalSerde(Map.of("jobs", new JsonDecoder()));

  @Test
  void carriesEachKind() {
    Arrival refused = new Arrival.Refused("gone", RAW, DeadLetterReason.WRONG_KEY, "x".repeat(600));

    assertThat(crossed(ADMITTED)).usingRecursiveComparison().isEqualTo(ADMITTED);
    assertThat(crossed(refused)).usingRecursiveComparison().isEqualTo(refused);
    assertThat(crossed(new Arrival.Filtered("jobs"))).isEqualTo(new Arrival.Filtered("jobs"));
  }

  @Test
  void refusesWhatItsPipelineNoLongerTakes() {
    Arrival read = new ArrivalSerde(Map.of()).read(ArrivalSerde.write(ADMITTED));

    assertThat(read)
        .isInstanceOfSatisfying(
            Arrival.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(DeadLetterReason.PIPELINE_REMOVED);
              assertThat(refused.raw().offset()).isEqualTo(RAW.offset());
            });
  }

  @Test
  void refusesBytesThatAreNone() {
    byte[] bytes = ArrivalSerde.write(ADMITTED);
    byte[] newer = bytes.clone();
    newer[0] = 2;

    assertThatThrownBy(() -> serde.read(Arrays.copyOf(bytes, 20)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> serde.read(newer)).hasMessage("version: 2 (expected: 1)");
  }

  private Arrival crossed(Arrival arrival) {
    return serde.read(ArrivalSerde.write(arrival));
  }
}

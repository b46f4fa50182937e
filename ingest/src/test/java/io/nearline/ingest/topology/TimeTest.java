package io.nearline.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nearline.ingest.step.DeadLetters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that come out of order, late, or from the future. */
class TimeTest {
  private static final String TEST_DATA = "NEARLINE_TEST_DATA";
  private static final String ATTRIBUTES =
      """
      entities:
        actor: {table: actions, type: int64, retention: 96h}
        object: {table: actions_by_object, type: string, retention: 48h}
      """;
  private static final String PIPELINES =
      "pipelines: [{name: a, from: [raw], format: action, keyed_by: actor}]";

  @TempDir private Path directory;

  /** Edits of a wiki whose dates, from 8 September to 1 November 2015, were altered by hand. */
  @Test
  void takesRealEventsOfTheLastFourDaysInWhateverOrder() throws IOException {
    String folder = System.getenv(TEST_DATA);
    if (folder == null) {
      System.out.println("altered dates: skipped, " + TEST_DATA + " names no folder of test data");
    }
    assumeTrue(folder != null, TEST_DATA + " names the folder of test data");
    Path file = Path.of(folder, "wikiticker-2015", "wikiticker.altered-dates.jsonl.gz");
    Instant now = Instant.parse("2015-10-16T12:00:00Z");

    try (IngestFixture ingest = new IngestFixture(directory, ATTRIBUTES, PIPELINES, now)) {
      for (String line : lines(file)) {
        ingest.send("raw", IngestFixture.json(line).path("actor").asText(), line);
      }

      assertThat(ingest.readJson("actions"))
          .extracting(action -> day(action.getValue().path("timestamp").asLong()))
          .containsExactlyInAnyOrder("2015-10-13", "2015-10-14", "2015-10-15", "2015-10-16");
      assertThat(ingest.readJson("actions_by_object")).hasSize(4);
      assertThat(ingest.account())
          .isEqualTo(
              Map.of(
                  "a|in|", 45L,
                  "a|action|", 4L,
                  "a|dead|late", 26L,
                  "a|dead|future", 15L));
    }
  }

  @Test
  void takesAnEventOfTheFutureOnceItsTimeHasComeAndItIsSentAgain() {
    try (IngestFixture ingest = new IngestFixture(directory, ATTRIBUTES, PIPELINES)) {
      String event = SampleEvents.action("e", 7, IngestFixture.NOW + 3_600_000);
      ingest.send("raw", "7", event);
      TestRecord<byte[], byte[]> letter = ingest.read("dead-letters").get(0);
      assertThat(IngestFixture.header(letter, DeadLetters.REASON)).isEqualTo("future");
      assertThat(IngestFixture.header(letter, DeadLetters.DETAIL))
          .isEqualTo(
              "timestamp: 1739607300000, which is 2025-02-15T08:15:00Z (expected: at most 10m"
                  + " ahead, the future_tolerance)");

      ingest.driver.advanceWallClockTime(Duration.ofMinutes(50));
      ingest.send("raw", "7", letter.value());
      assertThat(ingest.readJson("actions")).hasSize(1);

      ingest.driver.advanceWallClockTime(Duration.ofDays(5));
      ingest.send("raw", "7", SampleEvents.action("f", 7, IngestFixture.NOW + 3_600_000));
      assertThat(ingest.account()).containsEntry("a|dead|late", 1L).containsEntry("a|in|", 3L);
    }
  }

  private static String day(long timestamp) {
    return Instant.ofEpochMilli(timestamp).toString().substring(0, "2015-10-16".length());
  }

  private static List<String> lines(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}

package io.nearline.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nearline.bench.ingest.Freshness.Span;
import io.nearline.bench.ingest.Visibility.Seen;
import io.nearline.bench.report.Environment;
import io.nearline.bench.report.Goal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class IngestReportTest {
  private static final long COMMIT = Duration.ofSeconds(100).toNanos();

  @Test
  void jsonHasTheMediansByTheGoalsKeys() throws Exception {
    JsonNode root = JsonMapper.builder().build().readTree(IngestReport.json(outcome()));

    assertThat(root.get("ratios").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(IngestReport.GOALS.stream().map(Goal::key).toList());
    assertThat(root.at("/ratios/rows_vs_producer").doubleValue()).isEqualTo(0.5);
    assertThat(root.at("/ratios/eos_vs_at_least_once").doubleValue()).isEqualTo(0.8);
    assertThat(root.at("/ratios/freshness_p99_ms").doubleValue()).isBetween(100.0, 101.0);
    assertThat(root.at("/ratios/rss_mb_1m_keys").doubleValue()).isEqualTo(512);
    assertThat(root.at("/spreads/rows_vs_producer/most").doubleValue()).isEqualTo(0.6);
    assertThat(root.at("/segmentCommits/actions").intValue()).isEqualTo(1);
  }

  @Test
  void onlyEventsAroundCommitsAreOfThem() throws Exception {
    JsonNode root = JsonMapper.builder().build().readTree(IngestReport.json(outcome()));

    // The slowest event was sent more than five seconds after the commit.
    assertThat(root.at("/ratios/freshness_commit_max_ms").doubleValue()).isBetween(300.0, 301.0);
    assertThat(root.at("/freshnessMillis/withForcedCommits/max").doubleValue())
        .isBetween(900.0, 901.0);
    assertThat(root.at("/freshnessMillis/eventsAroundCommits").intValue()).isEqualTo(1);
  }

  @Test
  void steadyIsWhatIsSentBeforeCommitsAreForced() throws Exception {
    JsonNode root = JsonMapper.builder().build().readTree(IngestReport.json(outcome()));

    assertThat(root.at("/freshnessMillis/steady/max").doubleValue()).isBetween(300.0, 301.0);
    assertThat(root.at("/freshnessMillis/commitsWhileSteady").intValue()).isZero();
  }

  @Test
  void tableSaysWhatIsMet() {
    assertThat(IngestReport.table(outcome()).lines().filter(line -> line.contains("<= 600")))
        .singleElement()
        .asString()
        .endsWith("aim");
  }

  private static IngestOutcome outcome() {
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      seen.add(seen(20 + i / 10.0, 100));
    }
    seen.add(seen(95, 300));
    seen.add(seen(105.1, 900));
    return new IngestOutcome(
        List.of(round(40, 50), round(50, 60), round(60, 80)),
        new Freshness(
            seen,
            new Span(Duration.ofSeconds(20).toNanos(), Duration.ofSeconds(96).toNanos()),
            Map.of("actions", List.of(COMMIT))),
        OptionalDouble.of(512),
        new Environment(1, "little", Map.of(), Map.of()));
  }

  private static Seen seen(double second, long delayMillis) {
    long sent = Math.round(second * 1e9);
    return new Seen(sent, sent + Duration.ofMillis(delayMillis).toNanos());
  }

  private static IngestRound round(double exactlyOnce, double atLeastOnce) {
    return new IngestRound(
        new Throughput(100, 5, 3),
        new Throughput(exactlyOnce, 20, 8),
        new Throughput(atLeastOnce, 19, 7));
  }
}

package io.nearline.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nearline.bench.ingest.ForcedCommit.Part;
import io.nearline.bench.ingest.Freshness.Span;
import io.nearline.bench.ingest.Visibility.Seen;
import io.nearline.bench.report.Environment;
import io.nearline.bench.report.Goal;
import io.nearline.bench.system.MachinePauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class IngestReportTest {
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
    assertThat(root.at("/segmentCommits/actions").intValue()).isEqualTo(3);
    assertThat(root.at("/segmentCommits/actions_by_object").intValue()).isEqualTo(2);
  }

  @Test
  void saysHowManyEventsCountAndHowManyWarmUp() throws Exception {
    JsonNode root = JsonMapper.builder().build().readTree(IngestReport.json(outcome()));

    assertThat(root.get("warmUpEvents").intValue()).isEqualTo(700);
    assertThat(root.at("/rounds/0/exactlyOnce/events").intValue()).isEqualTo(1_900);
    assertThat(IngestReport.table(outcome()))
        .contains("1,900 events count each time, after 700 that each process takes to warm up");
  }

  @Test
  void onlyEventsAroundCommitsAreOfThem() throws Exception {
    JsonNode root = JsonMapper.builder().build().readTree(IngestReport.json(outcome()));

    // A slower event was sent more than five seconds after the commit.
    assertThat(root.at("/ratios/freshness_commit_max_ms").doubleValue()).isBetween(300.0, 301.0);
    assertThat(root.at("/freshnessMillis/aroundCommits/max").doubleValue()).isBetween(300.0, 301.0);
    assertThat(root.at("/freshnessMillis/eventsAroundCommits").intValue()).isEqualTo(2);
  }

  @Test
  void firstForcedCommitIsToldByItself() throws Exception {
    JsonNode root = JsonMapper.builder().build().readTree(IngestReport.json(outcome()));

    JsonNode first = root.at("/forcedCommits/0");
    assertThat(first.get("firstAfterPinotsStart").booleanValue()).isTrue();
    assertThat(first.get("inGoal").booleanValue()).isFalse();
    assertThat(first.get("rowsASegment").intValue()).isEqualTo(27_000);
    assertThat(first.get("secondsUntilOthersConsume").doubleValue()).isEqualTo(6.5);
    assertThat(first.get("worstMillis").doubleValue()).isBetween(6_000.0, 6_010.0);
    assertThat(root.at("/forcedCommits/1/inGoal").booleanValue()).isTrue();
    assertThat(root.at("/forcedCommits/1/worstMillis").doubleValue()).isBetween(300.0, 301.0);
    assertThat(root.at("/forcedCommits/1/tables/0").textValue()).isEqualTo("actions_by_object");
    assertThat(root.at("/forcedCommits/1/tables")).hasSize(1);
    assertThat(root.at("/forcedCommits/2/worstMillis").doubleValue()).isBetween(200.0, 201.0);
    assertThat(lineOf("actions, first after Pinot's start"))
        .contains("27,000", "6.5", "6,0")
        .endsWith("not in \"around commits\" nor in freshness_commit_max_ms");
  }

  @Test
  void commitOfAllTablesAtOnceIsToldByItself() throws Exception {
    JsonNode last =
        JsonMapper.builder().build().readTree(IngestReport.json(outcome())).at("/forcedCommits/3");

    assertThat(last.get("tables")).hasSize(2);
    assertThat(last.get("firstAfterPinotsStart").booleanValue()).isFalse();
    assertThat(last.get("inGoal").booleanValue()).isFalse();
    assertThat(last.get("worstMillis").doubleValue()).isBetween(5_000.0, 5_010.0);
    assertThat(outcome().freshness().countInGoal("actions")).isEqualTo(1);
    assertThat(lineOf("all tables at once"))
        .contains("27,300", "4.8", "5,0")
        .endsWith("not in \"around commits\" nor in freshness_commit_max_ms");
  }

  @Test
  void commitsBeforeTheFirstForcedOneCount() {
    Freshness freshness = outcome().freshness();
    Freshness natural =
        new Freshness(
            freshness.seen(),
            freshness.steady(),
            Map.of("actions", List.of(nanos(105))),
            freshness.forced());

    assertThat(natural.countInGoal("actions")).isEqualTo(1);
    assertThat(natural.aroundCommitsMillis(100)).isBetween(900.0, 901.0);
  }

  @Test
  void steadyIsWhatIsSentBeforeCommitsAreForced() throws Exception {
    JsonNode root = JsonMapper.builder().build().readTree(IngestReport.json(outcome()));

    assertThat(root.at("/freshnessMillis/steady/max").doubleValue()).isBetween(250.0, 251.0);
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
    seen.add(seen(95, 250));
    seen.add(seen(105.1, 900));
    seen.add(seen(120, 6_000));
    seen.add(seen(160, 300));
    seen.add(seen(200, 200));
    seen.add(seen(240, 5_000));
    return new IngestOutcome(
        new IngestScale(10_000, 700, 2_000, 3, FlowScale.QUICK),
        List.of(round(40, 50), round(50, 60), round(60, 80)),
        new Freshness(
            seen,
            new Span(nanos(20), nanos(96)),
            Map.of(
                "actions", List.of(nanos(121), nanos(201), nanos(241)),
                "actions_by_object", List.of(nanos(161), nanos(241))),
            List.of(
                forced(Part.FIRST, 119.5, 6_500, 27_000, "actions"),
                forced(Part.OF_ONE_TABLE, 159.5, 2_000, 27_100, "actions_by_object"),
                forced(Part.OF_ONE_TABLE, 199.5, 1_900, 27_200, "actions"),
                forced(Part.OF_ALL_TABLES, 239.5, 4_800, 27_300, "actions", "actions_by_object"))),
        OptionalDouble.of(512),
        new Environment(
            new MachinePauses(Duration.ofSeconds(5), 0.25, Duration.ofMillis(40)),
            1,
            "little",
            Map.of(),
            Map.of()));
  }

  private static ForcedCommit forced(
      Part part, double second, long millis, long rows, String... tables) {
    return new ForcedCommit(part, List.of(tables), nanos(second), Duration.ofMillis(millis), rows);
  }

  private static String lineOf(String commit) {
    return IngestReport.table(outcome())
        .lines()
        .filter(line -> line.startsWith(commit + " "))
        .findFirst()
        .orElseThrow();
  }

  private static Seen seen(double second, long delayMillis) {
    long sent = nanos(second);
    return new Seen(sent, sent + Duration.ofMillis(delayMillis).toNanos());
  }

  private static long nanos(double second) {
    return Math.round(second * 1e9);
  }

  private static IngestRound round(double exactlyOnce, double atLeastOnce) {
    return new IngestRound(
        new Throughput(1_900, 100, 5, 3),
        new Throughput(1_900, exactlyOnce, 20, 8),
        new Throughput(1_900, atLeastOnce, 19, 7));
  }
}

package io.nearline.bench.ingest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.nearline.bench.report.Goal;
import io.nearline.bench.report.GoalTable;
import io.nearline.bench.report.JsonReport;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The figures for a terminal, and for programs. */
final class IngestReport {
  static final String COMMIT_GOAL = "freshness_commit_max_ms";

  static final List<Goal> GOALS =
      List.of(
          Goal.atLeast("rows_vs_producer", "events/s / of a mere producer", 0.35, 0.6),
          Goal.atLeast("eos_vs_at_least_once", "events/s / at least once", 0.9, 0.97),
          Goal.atMost("freshness_p99_ms", "event -> feature, p99, ms", 400, 200),
          Goal.atMost(COMMIT_GOAL, "worst around commits of a table, ms", 5000, 1500),
          Goal.atMost("rss_mb_1m_keys", "memory with a million keys, MiB", 1024, 600));

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private IngestReport() {}

  /** Returns lines, each with its end. */
  static String table(IngestOutcome outcome) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%-26s %10s   %s",
        "medians of the rounds",
        "events/s",
        "CPU us an event: itself, Kafka");
    throughput(text, outcome, "producer", IngestRound::producer);
    throughput(text, outcome, "exactly once", IngestRound::exactlyOnce);
    throughput(text, outcome, "at least once", IngestRound::atLeastOnce);
    line(
        text,
        "%,.0f events count each time, after %,d that each process takes to warm up",
        outcome.over(round -> round.exactlyOnce().events()).median(),
        outcome.scale().warmUp());
    freshness(text, outcome.freshness());
    commits(text, outcome.freshness());
    text.append('\n').append(GoalTable.goals(outcome.ratios(), GOALS));
    return text.toString();
  }

  private static void freshness(StringBuilder text, Freshness freshness) {
    line(
        text,
        "%n%-26s %8s %8s %8s %8s %8s",
        "event -> feature, ms",
        "p50",
        "p90",
        "p99",
        "p99.9",
        "most");
    percentiles(text, "steady", freshness::steadyMillis);
    percentiles(text, "around commits", freshness::aroundCommitsMillis);
    line(
        text,
        "%,d events seen in 2 tables; segment commits, %d of them while steady: %s",
        freshness.seen().size() / 2,
        freshness.steadyCommits(),
        freshness.commits().entrySet().stream()
            .map(table -> table.getValue().size() + " of " + table.getKey())
            .collect(Collectors.joining(", ")));
  }

  private static void commits(StringBuilder text, Freshness freshness) {
    line(
        text,
        "%n%-36s %14s %22s %16s",
        "forced commits of all segments of",
        "rows a segment",
        "s until others consume",
        "worst event, ms");
    for (ForcedCommit commit : freshness.forced()) {
      line(
          text,
          "%-36s %,14d %22.1f %,16.0f   %s",
          name(commit),
          commit.rowsASegment(),
          seconds(commit),
          freshness.mostMillisAround(commit),
          commit.isInGoal() ? "" : "not in \"around commits\" nor in " + COMMIT_GOAL);
    }
  }

  private static String name(ForcedCommit commit) {
    return switch (commit.part()) {
      case FIRST -> String.join(", ", commit.tables()) + ", first after Pinot's start";
      case OF_ONE_TABLE -> String.join(", ", commit.tables());
      case OF_ALL_TABLES -> "all tables at once";
    };
  }

  private static double seconds(ForcedCommit commit) {
    return commit.untilConsuming().toMillis() / 1e3;
  }

  private static void percentiles(StringBuilder text, String name, DoubleUnaryOperator millis) {
    line(
        text,
        "%-26s %,8.0f %,8.0f %,8.0f %,8.0f %,8.0f",
        name,
        millis.applyAsDouble(50),
        millis.applyAsDouble(90),
        millis.applyAsDouble(99),
        millis.applyAsDouble(99.9),
        millis.applyAsDouble(100));
  }

  private static void throughput(
      StringBuilder text,
      IngestOutcome outcome,
      String name,
      Function<IngestRound, Throughput> part) {
    line(
        text,
        "%-26s %,10.0f   %8.1f %8.1f",
        name,
        outcome.over(round -> part.apply(round).perSecond()).median(),
        outcome.over(round -> part.apply(round).clientMicros()).median(),
        outcome.over(round -> part.apply(round).kafkaMicros()).median());
  }

  /** Returns a JSON object, whose {@code ratios} are the medians by the goals' keys. */
  static String json(IngestOutcome outcome) {
    ObjectNode root = JSON.createObjectNode();
    JsonReport.ratios(root, outcome.ratios());
    JsonReport.environment(root, outcome.environment());
    Freshness freshness = outcome.freshness();
    ObjectNode millis = root.putObject("freshnessMillis");
    millis.put("events", freshness.seen().size());
    millis.put("eventsAroundCommits", freshness.countAroundCommits());
    millis.put("commitsWhileSteady", freshness.steadyCommits());
    percentiles(millis.putObject("steady"), freshness::steadyMillis);
    percentiles(millis.putObject("aroundCommits"), freshness::aroundCommitsMillis);
    ObjectNode commits = root.putObject("segmentCommits");
    freshness.commits().forEach((table, times) -> commits.put(table, times.size()));
    commits(root.putArray("forcedCommits"), freshness);
    root.put("warmUpEvents", outcome.scale().warmUp());
    ArrayNode rounds = root.putArray("rounds");
    for (IngestRound round : outcome.rounds()) {
      ObjectNode node = rounds.addObject();
      throughput(node.putObject("producer"), round.producer());
      throughput(node.putObject("exactlyOnce"), round.exactlyOnce());
      throughput(node.putObject("atLeastOnce"), round.atLeastOnce());
    }
    return root.toPrettyString() + "\n";
  }

  private static void commits(ArrayNode nodes, Freshness freshness) {
    for (ForcedCommit commit : freshness.forced()) {
      ObjectNode node = nodes.addObject();
      commit.tables().forEach(node.putArray("tables")::add);
      node.put("firstAfterPinotsStart", commit.part() == ForcedCommit.Part.FIRST)
          .put("inGoal", commit.isInGoal())
          .put("rowsASegment", commit.rowsASegment())
          .put("secondsUntilOthersConsume", seconds(commit))
          .put("worstMillis", freshness.mostMillisAround(commit));
    }
  }

  private static void percentiles(ObjectNode node, DoubleUnaryOperator millis) {
    node.put("p50", millis.applyAsDouble(50));
    node.put("p90", millis.applyAsDouble(90));
    node.put("p99", millis.applyAsDouble(99));
    node.put("p999", millis.applyAsDouble(99.9));
    node.put("max", millis.applyAsDouble(100));
  }

  private static void throughput(ObjectNode node, Throughput throughput) {
    node.put("events", throughput.events());
    node.put("perSecond", throughput.perSecond());
    node.putObject("cpuMicrosPerEvent")
        .put("client", throughput.clientMicros())
        .put("kafka", throughput.kafkaMicros());
  }

  @FormatMethod
  private static void line(StringBuilder text, @FormatString String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}

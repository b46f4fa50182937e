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
import java.util.function.Function;

/** The figures for a terminal, and for programs. */
final class IngestReport {
  static final List<Goal> GOALS =
      List.of(
          Goal.atLeast("rows_vs_producer", "events/s / of a mere producer", 0.35, 0.6),
          Goal.atLeast("eos_vs_at_least_once", "events/s / at least once", 0.9, 0.97),
          Goal.atMost("freshness_p99_ms", "event -> feature, p99, ms", 400, 200),
          Goal.atMost("freshness_commit_max_ms", "worst around segment commits, ms", 5000, 1500),
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
    Freshness freshness = outcome.freshness();
    line(
        text,
        "%n%,d events seen in 2 tables: p50 %.0f ms, p90 %.0f ms, p99 %.0f ms, p99.9 %.0f ms, most"
            + " %.0f ms",
        freshness.seen().size() / 2,
        freshness.millis(50),
        freshness.millis(90),
        freshness.millis(99),
        freshness.millis(99.9),
        freshness.millis(100));
    freshness
        .commits()
        .forEach((table, times) -> line(text, "%s: %d segment commits", table, times.size()));
    text.append('\n').append(GoalTable.goals(outcome.ratios(), GOALS));
    return text.toString();
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
    millis.put("p50", freshness.millis(50));
    millis.put("p90", freshness.millis(90));
    millis.put("p99", freshness.millis(99));
    millis.put("p999", freshness.millis(99.9));
    millis.put("max", freshness.millis(100));
    millis.put("eventsAroundCommits", freshness.countAroundCommits());
    ObjectNode commits = root.putObject("segmentCommits");
    freshness.commits().forEach((table, times) -> commits.put(table, times.size()));
    ArrayNode rounds = root.putArray("rounds");
    for (IngestRound round : outcome.rounds()) {
      ObjectNode node = rounds.addObject();
      throughput(node.putObject("producer"), round.producer());
      throughput(node.putObject("exactlyOnce"), round.exactlyOnce());
      throughput(node.putObject("atLeastOnce"), round.atLeastOnce());
    }
    return root.toPrettyString() + "\n";
  }

  private static void throughput(ObjectNode node, Throughput throughput) {
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

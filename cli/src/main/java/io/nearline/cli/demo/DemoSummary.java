package io.nearline.cli.demo;

import io.nearline.cli.account.AccountTotals;
import io.nearline.cli.demo.ShopFeatures.Converted;
import io.nearline.cli.system.Endpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a demo ended.
 *
 * @param published events that the demo published, by what must become of them
 * @param totals what became of them
 * @param rows rows of Pinot's tables, by table
 * @param converted the item that most searches ended in a purchase of
 * @param freshness event to feature
 * @param tables how long ago the instants were through which the tables were complete
 * @param reads GetFeatures
 * @param featureCount how many features one of those answers had
 */
record DemoSummary(
    Map<Fate, Long> published,
    AccountTotals totals,
    Map<String, Long> rows,
    Optional<Converted> converted,
    Latencies freshness,
    Map<String, Latencies> tables,
    Latencies reads,
    int featureCount) {
  DemoSummary {
    published = Map.copyOf(published);
    rows = Map.copyOf(rows);
    tables = Map.copyOf(tables);
  }

  /** Returns what doesn't add up; empty when all does. */
  List<String> discrepancies() {
    List<String> all = new ArrayList<>();
    long sent = published.values().stream().mapToLong(Long::longValue).sum();
    compare("events in", totals.in(), sent, all);
    compare("actions", totals.actions(), sent(Fate.ACTION), all);
    compare("filtered", totals.filtered(), sent(Fate.FILTERED), all);
    compare("duplicates", totals.duplicates(), sent(Fate.DUPLICATE), all);
    compare("dead letters", totals.dead(), sent(Fate.DEAD), all);
    rows.forEach((table, count) -> compare("rows of " + table, count, totals.rows(), all));
    return all;
  }

  /** Returns the lines of the account and the latencies. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(count("events in", totals.in(), "raw events that ingest has read"));
    lines.add(count("= actions", totals.actions(), "rows in Pinot: " + rowsText()));
    lines.add(
        count("+ filtered", totals.filtered(), "from bots: left out by the pipeline's filter"));
    lines.add(
        count("+ duplicates", totals.duplicates(), "the same event id once more: counted once"));
    lines.add(count("+ dead letters", totals.dead(), "broken; why: " + reasons()));
    lines.add(count("conversions", totals.emitted(), "of searches: found by the pattern, apart"));
    converted.ifPresent(
        item ->
            lines.add(
                count(
                    "  to " + item.object(),
                    item.conversions(),
                    "the most to one item; its converting_queries_24h: " + item.queries())));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "event -> feature   %s   from before an event is published until GetFeatures shows it,"
                + " %,d times",
            freshness.text(),
            freshness.count()));
    new TreeMap<>(tables)
        .forEach(
            (table, ages) ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "%-18s %s   how long ago the instant was through which the table is complete,"
                            + " by its heartbeats",
                        table,
                        ages.text())));
    lines.add(
        String.format(
            Locale.ROOT,
            "GetFeatures        %s   %d features of one member, %,d calls, everything on this"
                + " machine",
            reads.text(),
            featureCount,
            reads.count()));
    lines.add("(without the first quarter of the time, in which the JVMs warm up)");
    return lines;
  }

  /** Returns what to try next with this demo's data. */
  static List<String> next(String directory, Endpoints endpoints) {
    String request =
        "'{\"feature_service\": \"%s\", \"entities\": {\"actor\": {\"int64s\": {\"values\": [%d]}}}}'"
            .formatted(MemberFeatures.SERVICE, DemoWorld.WATCHED);
    String method = "nearline.v1.FeatureService/GetFeatures";
    return List.of(
        "Next, in another terminal, with the data of this demo:",
        "  ./nearline up --dir " + directory,
        "and here:",
        "  ./nearline get --dir %s --service %s --actor %d"
            .formatted(directory, MemberFeatures.SERVICE, DemoWorld.WATCHED),
        "  grpcurl -plaintext -d %s %s %s".formatted(request, endpoints.grpc(), method),
        "  ghz --insecure --call %s -d %s -c 16 -z 20s %s"
            .formatted(method, request, endpoints.grpc()));
  }

  private long sent(Fate fate) {
    return published.getOrDefault(fate, 0L);
  }

  private static void compare(String what, long actual, long expected, List<String> all) {
    if (actual != expected) {
      all.add("%s: %,d (expected: %,d)".formatted(what, actual, expected));
    }
  }

  private String rowsText() {
    return String.join(
        ", ",
        rows.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> String.format(Locale.ROOT, "%,d in %s", entry.getValue(), entry.getKey()))
            .toList());
  }

  private String reasons() {
    return String.join(
        ", ",
        totals.deadByReason().entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .toList());
  }

  private static String count(String what, long count, String meaning) {
    return String.format(Locale.ROOT, "%-15s %,9d   %s", what, count, meaning);
  }
}

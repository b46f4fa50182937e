package io.nearline.bench.report;

import static io.nearline.bench.report.LineChart.escaped;

import io.nearline.bench.measure.Figures;
import io.nearline.bench.measure.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures as one page that needs nothing else: tables, and curves as SVG. */
public final class HtmlReport {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <title>Nearline bench</title>
      <style>
      body { font: 15px/1.5 system-ui, sans-serif; color: #222; background: #fff; max-width: 70em;
        margin: 2em auto; padding: 0 1em; }
      table { border-collapse: collapse; margin: 1em 0 2em; }
      th, td { padding: .25em .8em; border-bottom: 1px solid #ddd; text-align: right; }
      th:first-child, td:first-child, .text { text-align: left; }
      td { font-variant-numeric: tabular-nums; }
      .aim { color: #006b4c; } .must { color: #664d00; } .MISSED { color: #b00020; font-weight: 600; }
      svg { display: block; max-width: 100%; height: auto; margin: 1em 0 2em; }
      </style>
      </head>
      <body>
      <h1>Nearline bench</h1>
      """;

  private HtmlReport() {}

  /** Returns the page, which is also well-formed XML. */
  public static String text(Outcome outcome) {
    StringBuilder html = new StringBuilder(64 * 1024).append(HEAD);
    html.append("<p>Everything on one machine: what is measured, and what measures. D is the same")
        .append(" SQL sent straight to Pinot, D500 that of many actors at its best size, E a gRPC")
        .append(" server that does nothing. ")
        .append(outcome.checkedAnswers())
        .append(" answers were compared with the reference evaluator; ")
        .append(outcome.problems().isEmpty() ? "all were right" : "some were WRONG")
        .append(".</p>\n<h2>Goals</h2>\n");
    goals(html, outcome);
    html.append("<h2>Curves</h2>\n");
    new Charts(outcome).all().forEach(chart -> html.append(chart.svg()));
    html.append("<h2>Medians of ").append(outcome.rounds().size()).append(" rounds</h2>\n");
    cells(html, outcome);
    html.append("<h2>Where</h2>\n");
    environment(html, outcome);
    return html.append("</body>\n</html>\n").toString();
  }

  private static void goals(StringBuilder html, Outcome outcome) {
    html.append("<table>\n");
    row(html, "th", "", List.of("ratio", "what", "median", "least", "most", "must", "aim", "met"));
    for (Goal goal : Goal.ALL) {
      Spread spread = outcome.ratios().get(goal.key());
      String verdict = spread == null ? "unknown" : goal.verdict(spread.median());
      row(
          html,
          "td",
          verdict,
          List.of(
              goal.key(),
              goal.what(),
              spread == null ? "unknown" : Goal.number(spread.median()),
              spread == null ? "" : Goal.number(spread.least()),
              spread == null ? "" : Goal.number(spread.most()),
              goal.text(goal.must()),
              goal.text(goal.aim()),
              verdict));
    }
    html.append("</table>\n");
  }

  private static void cells(StringBuilder html, Outcome outcome) {
    html.append("<table>\n");
    row(
        html,
        "th",
        "",
        List.of(
            "what @ callers",
            "calls/s",
            "actors/s",
            "p50 ms",
            "p90 ms",
            "p99 ms",
            "p99.9 ms",
            "most ms",
            "CPU µs/call: server",
            "Pinot",
            "client"));
    for (String key : outcome.rounds().get(0).figures().keySet()) {
      row(
          html,
          "td",
          "",
          List.of(
              key,
              whole(GoalTable.median(outcome, key, Figures::perSecond)),
              whole(GoalTable.median(outcome, key, Figures::entitiesPerSecond)),
              Goal.number(GoalTable.median(outcome, key, Figures::p50)),
              Goal.number(GoalTable.median(outcome, key, Figures::p90)),
              Goal.number(GoalTable.median(outcome, key, Figures::p99)),
              Goal.number(GoalTable.median(outcome, key, Figures::p999)),
              Goal.number(GoalTable.median(outcome, key, Figures::max)),
              whole(GoalTable.median(outcome, key, figures -> figures.cpu().server())),
              whole(GoalTable.median(outcome, key, figures -> figures.cpu().pinot())),
              whole(GoalTable.median(outcome, key, figures -> figures.cpu().client()))));
    }
    html.append("</table>\n");
  }

  private static void environment(StringBuilder html, Outcome outcome) {
    Environment environment = outcome.environment();
    html.append("<table>\n");
    row(html, "td", "", List.of("pauses", environment.pauses().toString()));
    row(html, "td", "", List.of("seed", Long.toString(environment.seed())));
    row(html, "td", "", List.of("scale", environment.scale()));
    row(
        html,
        "td",
        "",
        List.of("statements in flight, at the end", Goal.number(outcome.statementsInFlight())));
    for (Map.Entry<String, String> version : environment.versions().entrySet()) {
      row(html, "td", "", List.of(version.getKey(), version.getValue()));
    }
    for (Map.Entry<String, String> options : environment.jvmOptions().entrySet()) {
      row(html, "td", "", List.of("JVM of " + options.getKey(), options.getValue()));
    }
    html.append("</table>\n");
  }

  /** Writes a row, whose last cell is of a class. */
  private static void row(StringBuilder html, String cell, String last, List<String> texts) {
    html.append("<tr>");
    for (int i = 0; i < texts.size(); i++) {
      boolean marked = i == texts.size() - 1 && !last.isEmpty();
      html.append('<').append(cell).append(marked ? " class=\"" + last + "\">" : ">");
      html.append(escaped(texts.get(i))).append("</").append(cell).append('>');
    }
    html.append("</tr>\n");
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}

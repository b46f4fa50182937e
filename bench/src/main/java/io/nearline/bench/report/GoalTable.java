package io.nearline.bench.report;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.nearline.bench.measure.Figures;
import io.nearline.bench.measure.Round;
import io.nearline.bench.measure.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The tables for a terminal: what was measured, and how it relates to the goals. */
public final class GoalTable {
  private GoalTable() {}

  /** Returns lines, each with its end. */
  public static String text(Outcome outcome, List<Goal> goals) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%-26s %10s %10s %9s %9s %9s   %s",
        "medians of the rounds",
        "calls/s",
        "actors/s",
        "p50 ms",
        "p99 ms",
        "p99.9 ms",
        "CPU us a call: server, Pinot, client");
    for (String key : outcome.rounds().get(0).figures().keySet()) {
      line(
          text,
          "%-26s %,10.0f %,10.0f %9.2f %9.2f %9.2f   %,6.0f %,6.0f %,6.0f",
          key,
          median(outcome, key, Figures::perSecond),
          median(outcome, key, Figures::entitiesPerSecond),
          median(outcome, key, Figures::p50),
          median(outcome, key, Figures::p99),
          median(outcome, key, Figures::p999),
          median(outcome, key, figures -> figures.cpu().server()),
          median(outcome, key, figures -> figures.cpu().pinot()),
          median(outcome, key, figures -> figures.cpu().client()));
    }
    return text.append('\n').append(goals(outcome.ratios(), goals)).toString();
  }

  /** Returns how ratios relate to goals: lines, each with its end. */
  public static String goals(Map<String, Spread> ratios, List<Goal> goals) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%-28s %-40s %8s %-16s %8s %8s  %s",
        "ratio",
        "what",
        "median",
        "(least - most)",
        "must",
        "aim",
        "met");
    for (Goal goal : goals) {
      Spread spread = ratios.get(goal.key());
      line(
          text,
          "%-28s %-40s %8s %-16s %8s %8s  %s",
          goal.key(),
          goal.what(),
          spread == null ? "unknown" : Goal.number(spread.median()),
          spread == null
              ? "(no /proc here)"
              : "(" + Goal.number(spread.least()) + " - " + Goal.number(spread.most()) + ")",
          goal.text(goal.must()),
          goal.text(goal.aim()),
          spread == null ? "-" : goal.verdict(spread.median()));
    }
    return text.toString();
  }

  /** Returns the median of a figure of a cell over the rounds. */
  static double median(Outcome outcome, String key, ToDoubleFunction<Figures> figure) {
    return Spread.of(
            outcome.rounds().stream()
                .map((Round round) -> figure.applyAsDouble(round.of(key)))
                .toList())
        .median();
  }

  @FormatMethod
  private static void line(StringBuilder text, @FormatString String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}

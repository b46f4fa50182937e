package io.nearline.bench.report;

/** The page. */
public final class HtmlReport {
  private HtmlReport() {}

  /** Returns the page. */
  public static String text(Outcome outcome) {
    return "<pre>" + GoalTable.text(outcome, Goal.ALL).replace("<", "&lt;") + "</pre>\n";
  }
}

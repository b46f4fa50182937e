package io.nearline.cli.demo;

import io.nearline.cli.demo.EventGenerator.JobEvent;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Shows a member's action and what it has changed: a picture drawn over the last one for a person,
 * a line each for a log.
 */
final class WatchScreen {
  /** The features that are shown, most telling first. */
  private static final List<String> SHOWN =
      List.of(
          "views_24h",
          "saves_24h",
          "applies_24h",
          "applies_by_geo_24h",
          "applied_salary_24h",
          "applied_embedding_24h",
          "viewed_titles_24h",
          "viewed_jobs_24h",
          "mean_dwell_ms_24h",
          "last_device_24h");

  /** Those of them that say enough in a line. */
  private static final Set<String> IN_A_LINE =
      Set.of(
          "views_24h",
          "saves_24h",
          "applies_24h",
          "applies_by_geo_24h",
          "applied_salary_24h",
          "applied_embedding_24h");

  private static final int NAME_WIDTH = 23;
  private static final int VALUE_WIDTH = 50;

  private final PrintStream out;
  private final boolean interactive;
  private final int columns;
  private int drawn;

  /**
   * Makes a screen.
   *
   * @param interactive whether lines may be drawn over
   * @param columns how wide it is
   */
  WatchScreen(PrintStream out, boolean interactive, int columns) {
    this.out = out;
    this.interactive = interactive;
    this.columns = columns;
  }

  /** Shows one action. */
  void show(
      JobEvent event,
      long millis,
      Map<String, String> before,
      Map<String, String> after,
      long events) {
    if (interactive) {
      draw(picture(event, millis, before, after, events));
    } else {
      out.println(line(event, millis, before, after));
    }
  }

  private static String line(
      JobEvent event, long millis, Map<String, String> before, Map<String, String> after) {
    List<String> changes = new ArrayList<>();
    for (String name : SHOWN) {
      String old = before.getOrDefault(name, "-");
      String now = after.getOrDefault(name, "-");
      if (IN_A_LINE.contains(name) && !now.equals(old)) {
        changes.add(name + " " + old + " -> " + now);
      }
    }
    return sentence(event)
        + ": in its features after "
        + millis
        + " ms: "
        + String.join("; ", changes);
  }

  private static List<String> picture(
      JobEvent event,
      long millis,
      Map<String, String> before,
      Map<String, String> after,
      long events) {
    List<String> lines = new ArrayList<>();
    lines.add(sentence(event));
    lines.add(
        String.format(
            Locale.ROOT, "in its features after %d ms; %,d events so far", millis, events));
    for (String name : SHOWN) {
      String old = before.getOrDefault(name, "-");
      String now = after.getOrDefault(name, "-");
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-" + NAME_WIDTH + "s %-" + VALUE_WIDTH + "s %s",
              name,
              now,
              now.equals(old) ? "" : "<- " + old));
    }
    return lines;
  }

  private static String sentence(JobEvent event) {
    String verb =
        switch (event.type()) {
          case "view" -> "views";
          case "save" -> "saves";
          default -> "applies to";
        };
    return "member %d %s job:%d, %s in %s"
        .formatted(event.member(), verb, event.job().id(), event.job().title(), event.job().geo());
  }

  private void draw(List<String> lines) {
    StringBuilder text = new StringBuilder();
    if (drawn > 0) {
      text.append("\033[").append(drawn).append('A');
    }
    for (String line : lines) {
      String cut = line.length() < columns ? line : line.substring(0, columns - 1);
      text.append('\r').append(cut.stripTrailing()).append("\033[K\n");
    }
    out.print(text);
    out.flush();
    drawn = lines.size();
  }
}

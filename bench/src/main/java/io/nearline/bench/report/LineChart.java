package io.nearline.bench.report;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chart of lines, as SVG that needs nothing else.
 *
 * @param title what it is about
 * @param across the horizontal axis
 * @param up the vertical axis
 * @param series the lines, at most as many as there are colours
 */
record LineChart(String title, Axis across, Axis up, List<Series> series) {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 400;
  private static final int LEFT = 80;
  private static final int RIGHT = 640;
  private static final int TOP = 44;
  private static final int BOTTOM = 340;
  private static final int LEGEND_LINE = 22;

  /** Told apart by people who see red and green alike too (Okabe and Ito). */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");

  LineChart {
    series = List.copyOf(series);
    if (series.size() > COLOURS.size()) {
      throw new IllegalArgumentException(
          "series: " + series.size() + " (expected: at most " + COLOURS.size() + ")");
    }
  }

  /**
   * A line.
   *
   * @param name what it shows
   * @param points from left to right
   * @param marked whether each point is to be seen
   */
  record Series(String name, List<Point> points, Marks marked) {
    Series {
      points = List.copyOf(points);
    }
  }

  /** Whether points are to be seen. */
  enum Marks {
    /** Each. */
    DOTS,
    /** The line only. */
    NONE
  }

  /** A point, by the values that the axes show. */
  record Point(double across, double up) {}

  /** Returns an {@code svg} element. */
  String svg() {
    StringBuilder svg = new StringBuilder(8192);
    element(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"system-ui, sans-serif\" font-size=\"13\" role=\"img\">",
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT);
    element(svg, "<title>%s</title>", escaped(title));
    element(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
    text(svg, LEFT, TOP - 18, "start", " font-size=\"16\" font-weight=\"600\"", title);
    grid(svg);
    for (int i = 0; i < series.size(); i++) {
      line(svg, series.get(i), COLOURS.get(i));
      legend(svg, i, series.get(i), COLOURS.get(i));
    }
    return svg.append("</svg>\n").toString();
  }

  private void grid(StringBuilder svg) {
    for (Axis.Tick tick : across.ticks()) {
      double x = x(tick.value());
      grey(svg, x, TOP, x, BOTTOM);
      text(svg, x, BOTTOM + 20, "middle", "", tick.label());
    }
    for (Axis.Tick tick : up.ticks()) {
      double y = y(tick.value());
      grey(svg, LEFT, y, RIGHT, y);
      text(svg, LEFT - 8, y + 4, "end", "", tick.label());
    }
    text(svg, (LEFT + RIGHT) / 2.0, BOTTOM + 46, "middle", "", across.title());
    double middle = (TOP + BOTTOM) / 2.0;
    text(
        svg,
        22,
        middle,
        "middle",
        String.format(Locale.ROOT, " transform=\"rotate(-90 22 %.1f)\"", middle),
        up.title());
  }

  private void line(StringBuilder svg, Series line, String colour) {
    List<String> points = new ArrayList<>();
    for (Point point : line.points()) {
      points.add(String.format(Locale.ROOT, "%.1f,%.1f", x(point.across()), y(point.up())));
      if (line.marked() == Marks.DOTS) {
        element(
            svg,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>",
            x(point.across()),
            y(point.up()),
            colour);
      }
    }
    element(
        svg,
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
        String.join(" ", points),
        colour);
  }

  private static void legend(StringBuilder svg, int index, Series line, String colour) {
    int y = TOP + 10 + index * LEGEND_LINE;
    element(
        svg,
        "<rect x=\"%d\" y=\"%d\" width=\"18\" height=\"4\" fill=\"%s\"/>",
        RIGHT + 16,
        y - 6,
        colour);
    text(svg, RIGHT + 40, y, "start", "", line.name());
  }

  private double x(double value) {
    return LEFT + (RIGHT - LEFT) * across.place().applyAsDouble(value);
  }

  private double y(double value) {
    return BOTTOM - (BOTTOM - TOP) * up.place().applyAsDouble(value);
  }

  private static void grey(StringBuilder svg, double x1, double y1, double x2, double y2) {
    element(
        svg,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>",
        x1,
        y1,
        x2,
        y2);
  }

  private static void text(
      StringBuilder svg, double x, double y, String anchor, String attributes, String text) {
    element(
        svg,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#222222\"%s>%s</text>",
        x,
        y,
        anchor,
        attributes,
        escaped(text));
  }

  /** Returns a text as XML has it. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @FormatMethod
  private static void element(StringBuilder svg, @FormatString String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}

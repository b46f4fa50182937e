package io.nearline.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * An axis of a chart.
 *
 * @param title what it shows, with the unit
 * @param place where a value is: 0 at the beginning, 1 at the end
 * @param ticks what is written on it
 */
record Axis(String title, DoubleUnaryOperator place, List<Tick> ticks) {
  private static final double[] STEPS = {1, 2, 5};

  Axis {
    ticks = List.copyOf(ticks);
  }

  /**
   * A mark.
   *
   * @param value where
   * @param label what is written there
   */
  record Tick(double value, String label) {}

  /**
   * Returns a logarithmic axis, with marks at 1, 2 and 5 of each power of ten in its range.
   *
   * @param least what it has to show, more than 0
   * @param most what it has to show, more than {@code least}
   */
  static Axis logarithmic(String title, double least, double most) {
    List<Tick> all = new ArrayList<>();
    for (double power = 1e-6; power <= 1e9; power *= 10) {
      for (double step : STEPS) {
        all.add(new Tick(step * power, label(step * power)));
      }
    }
    double from = all.stream().mapToDouble(Tick::value).filter(v -> v <= least).max().orElse(least);
    double to = all.stream().mapToDouble(Tick::value).filter(v -> v >= most).min().orElse(most);
    double epsilon = from * 1e-9;
    return new Axis(
        title,
        value -> Math.log(value / from) / Math.log(to / from),
        all.stream()
            .filter(tick -> tick.value() >= from - epsilon && tick.value() <= to + epsilon)
            .toList());
  }

  /** Returns a logarithmic axis with marks at some values, which rise. */
  static Axis of(String title, List<Integer> values) {
    double from = values.get(0);
    double to = values.get(values.size() - 1);
    return new Axis(
        title,
        value -> Math.log(value / from) / Math.log(to / from),
        values.stream().map(value -> new Tick(value, label(value))).toList());
  }

  /**
   * Returns an axis of percentiles on which each further nine takes as much room as the one before.
   */
  static Axis percentiles() {
    return new Axis(
        "percentile",
        percentile -> Math.min(1, -Math.log10(1 - percentile / 100) / 3),
        List.of(
            new Tick(0, "0"),
            new Tick(50, "50 %"),
            new Tick(90, "90 %"),
            new Tick(99, "99 %"),
            new Tick(99.9, "99.9 %")));
  }

  private static String label(double value) {
    if (value >= 1) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, "%.6f", value).replaceAll("0+$", "");
  }
}

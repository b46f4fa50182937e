package io.nearline.bench.report;

import io.nearline.bench.measure.Figures;
import io.nearline.bench.measure.Keys;
import io.nearline.bench.report.LineChart.Marks;
import io.nearline.bench.report.LineChart.Point;
import io.nearline.bench.report.LineChart.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The curves of what was measured. */
final class Charts {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double[] PERCENTILES = {
    0, 10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 92.5, 95, 97, 98, 99, 99.5, 99.75, 99.9
  };

  private final Outcome outcome;

  Charts(Outcome outcome) {
    this.outcome = outcome;
  }

  /** Returns all, in the order of the page. */
  List<LineChart> all() {
    Map<String, String> lone = new LinkedHashMap<>();
    lone.put("GetFeatures", Keys.of(Keys.FEATURES, 1));
    lone.put("uncoalesced", Keys.of(Keys.UNCOALESCED, 1));
    lone.put("Pinot, HTTP", Keys.of(Keys.DIRECT_HTTP, 1));
    lone.put("Pinot, Java client", Keys.of(Keys.DIRECT_CLIENT, 1));
    lone.put("gRPC, no-op", Keys.of(Keys.ECHO, 1));
    Map<String, String> many = new LinkedHashMap<>();
    many.put("GetFeatures", Keys.of(Keys.FEATURES, 64));
    many.put("uncoalesced", Keys.of(Keys.UNCOALESCED, 64));
    many.put("Pinot, HTTP", Keys.of(Keys.DIRECT_HTTP, 64));
    many.put("Pinot, Java client", Keys.of(Keys.DIRECT_CLIENT, 64));
    many.put("gRPC, no-op", Keys.of(Keys.ECHO, 64));
    many.put("half for one actor", Keys.of(Keys.HOT, 64));
    Map<String, String> rate = new LinkedHashMap<>();
    rate.put("fixed rate, 70 %", Keys.OPEN);
    for (int callers : Keys.CALLERS) {
      rate.put(callers + (callers == 1 ? " caller" : " callers"), Keys.of(Keys.FEATURES, callers));
    }
    Map<String, String> shapes = new LinkedHashMap<>();
    shapes.put("5 counters", Keys.of(Keys.FEATURES, 1));
    shapes.put("1 feature", Keys.of(Keys.ONE, 1));
    shapes.put("50 features", Keys.of(Keys.FIFTY, 1));
    shapes.put("mean of vectors", Keys.of(Keys.VECTORS, 1));
    shapes.put("100 actors", Keys.of(Keys.FEATURES_100, 1));
    shapes.put("small table", Keys.of(Keys.SMALL_TABLE, 1));
    shapes.put("large table", Keys.of(Keys.LARGE_TABLE, 1));
    return List.of(
        throughput(),
        latencies("Latency of one caller", lone),
        latencies("Latency of 64 callers", many),
        latencies("Latency of GetFeatures by load", rate),
        latencies("Latency of one caller by what is asked for", shapes));
  }

  private LineChart throughput() {
    Map<String, String> called = new LinkedHashMap<>();
    called.put("GetFeatures", Keys.FEATURES);
    called.put("uncoalesced", Keys.UNCOALESCED);
    called.put("Pinot, HTTP", Keys.DIRECT_HTTP);
    called.put("Pinot, Java client", Keys.DIRECT_CLIENT);
    called.put("gRPC, no-op", Keys.ECHO);
    List<Series> series = new ArrayList<>();
    called.forEach((name, key) -> series.add(new Series(name, throughput(key), Marks.DOTS)));
    return new LineChart(
        "Calls answered a second",
        Axis.of("callers, each calling again once answered", Keys.CALLERS),
        vertical("calls a second", series),
        series);
  }

  private List<Point> throughput(String called) {
    List<Point> points = new ArrayList<>();
    for (int callers : Keys.CALLERS) {
      String key = Keys.of(called, callers);
      if (outcome.latencies().containsKey(key)) {
        points.add(new Point(callers, GoalTable.median(outcome, key, Figures::perSecond)));
      }
    }
    return points;
  }

  private LineChart latencies(String title, Map<String, String> keys) {
    List<Series> series = new ArrayList<>();
    keys.forEach(
        (name, key) -> {
          Histogram histogram = outcome.latencies().get(key);
          if (histogram != null && histogram.getTotalCount() > 0) {
            series.add(new Series(name, curve(histogram), Marks.NONE));
          }
        });
    return new LineChart(title, Axis.percentiles(), vertical("milliseconds", series), series);
  }

  /** As far as there are calls enough to tell. */
  private static List<Point> curve(Histogram histogram) {
    List<Point> points = new ArrayList<>();
    for (double percentile : PERCENTILES) {
      if (percentile == 0 || histogram.getTotalCount() * (1 - percentile / 100) >= 1) {
        points.add(
            new Point(percentile, histogram.getValueAtPercentile(percentile) / NANOS_PER_MILLI));
      }
    }
    return points;
  }

  private static Axis vertical(String title, List<Series> series) {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (Series line : series) {
      for (Point point : line.points()) {
        least = Math.min(least, point.up());
        most = Math.max(most, point.up());
      }
    }
    double floor = Math.max(1e-3, Math.min(least, most));
    return Axis.logarithmic(title, floor, Math.max(most, floor * 2));
  }
}

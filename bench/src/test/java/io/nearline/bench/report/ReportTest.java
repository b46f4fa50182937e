package io.nearline.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nearline.bench.measure.Ratios;
import io.nearline.bench.measure.Round;
import io.nearline.bench.measure.SampleRounds;
import io.nearline.bench.report.LineChart.Marks;
import io.nearline.bench.report.LineChart.Point;
import io.nearline.bench.report.LineChart.Series;
import io.nearline.bench.system.MachinePauses;
import java.io.StringReader;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class ReportTest {
  private static final Series RISING =
      new Series("a < b & \"c\"", List.of(new Point(0, 1), new Point(99, 40)), Marks.DOTS);

  @Test
  void chartIsWellFormedAndNamesItsAxes() throws Exception {
    LineChart chart =
        new LineChart(
            "Latency <1>",
            Axis.percentiles(),
            Axis.logarithmic("milliseconds", 1.5, 40),
            List.of(RISING));
    Document document = parse(chart.svg());

    assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(document.getDocumentElement().getTextContent())
        .contains("Latency <1>", "percentile", "milliseconds", "99.9 %", "a < b & \"c\"");
    assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(2);
    assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(1);
  }

  @Test
  void axisEndsAtRoundNumbersAroundItsValues() {
    Axis axis = Axis.logarithmic("milliseconds", 1.5, 40);

    assertThat(axis.ticks().stream().map(Axis.Tick::label))
        .containsExactly("1", "2", "5", "10", "20", "50");
    assertThat(axis.place().applyAsDouble(1)).isZero();
    assertThat(axis.place().applyAsDouble(50)).isEqualTo(1);
    assertThat(Axis.logarithmic("milliseconds", 0.15, 0.4).ticks().stream().map(Axis.Tick::label))
        .containsExactly("0.1", "0.2", "0.5");
  }

  @Test
  void chartHasNoMoreLinesThanColours() {
    assertThatThrownBy(
            () ->
                new LineChart(
                    "Many",
                    Axis.percentiles(),
                    Axis.logarithmic("milliseconds", 1, 2),
                    Collections.nCopies(8, RISING)))
        .hasMessage("series: 8 (expected: at most 7)");
  }

  @Test
  void pageIsWellFormedAndHasEveryGoalAndChart() throws Exception {
    Document page = parse(HtmlReport.text(outcome(List.of())).replace("<!DOCTYPE html>", ""));

    assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(5);
    assertThat(page.getDocumentElement().getTextContent())
        .contains(Goal.ALL.stream().map(Goal::key).toList());
  }

  @Test
  void jsonHasTheRatiosByTheirKeys() throws Exception {
    JsonNode root = JsonMapper.builder().build().readTree(JsonReport.text(outcome(List.of())));
    assertThat(root.path("machinePauses").path("share").doubleValue()).isEqualTo(0.25);
    assertThat(root.path("machinePauses").path("worstMillis").doubleValue()).isEqualTo(40);

    assertThat(root.get("ratios").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(Goal.ALL.stream().map(Goal::key).toList());
    assertThat(root.at("/ratios/qps64_vs_direct").doubleValue()).isEqualTo(6);
    assertThat(root.at("/rounds/1/features@64/perSecond").doubleValue()).isEqualTo(12_000);
    assertThat(root.at("/versions/pinot").textValue()).isEqualTo("0.11.0");
  }

  @Test
  void tableSaysWhatIsMetAndWhatIsMissed() {
    String table = GoalTable.text(outcome(List.of()), Goal.ALL);

    assertThat(table.lines().filter(line -> line.startsWith("qps64_vs_direct ")))
        .singleElement()
        .asString()
        .matches("qps64_vs_direct .* 6 +\\(6 - 6\\) +>= 5 +>= 7  must");
    assertThat(new Goal("k", "w", Goal.Comparison.LESS, 50, 25).verdict(50)).isEqualTo("MISSED");
    assertThat(new Goal("k", "w", Goal.Comparison.AT_MOST, 50, 25).verdict(25)).isEqualTo("aim");
  }

  private static Outcome outcome(List<String> problems) {
    List<Round> rounds = List.of(SampleRounds.round(1), SampleRounds.round(2));
    Map<String, Histogram> latencies = new LinkedHashMap<>();
    rounds
        .get(0)
        .figures()
        .forEach(
            (key, figures) -> {
              Histogram histogram = new Histogram(3);
              for (int i = 1; i <= 2_000; i++) {
                histogram.recordValue(Math.round(figures.p50() * 1e6 * (0.5 + i / 2_000.0)));
              }
              latencies.put(key, histogram);
            });
    return new Outcome(
        Ratios.of(rounds, List.of(1_000.0)),
        rounds,
        latencies,
        List.of(1_000.0),
        8,
        new Environment(
            new MachinePauses(Duration.ofSeconds(5), 0.25, Duration.ofMillis(40)),
            1,
            "little",
            Map.of("pinot", "0.11.0"),
            Map.of("server", "-Xmx256m")),
        100,
        problems);
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }
}

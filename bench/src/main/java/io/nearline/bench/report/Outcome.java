package io.nearline.bench.report;

import io.nearline.bench.measure.Round;
import io.nearline.bench.measure.Spread;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What came out of a bench.
 *
 * @param ratios by key, over all rounds
 * @param rounds the figures of each
 * @param latencies of all rounds, in nanoseconds, by the cells' keys
 * @param startMillis how long servers took to start
 * @param statementsInFlight how many statements the server allowed at once, at the end
 * @param environment where it was measured
 * @param checkedAnswers how many answers were compared with what they should be
 * @param problems answers that were wrong, and calls that failed, a few of them
 */
public record Outcome(
    Map<String, Spread> ratios,
    List<Round> rounds,
    Map<String, Histogram> latencies,
    List<Double> startMillis,
    double statementsInFlight,
    Environment environment,
    int checkedAnswers,
    List<String> problems) {
  /** Copies the collections. */
  public Outcome {
    ratios = Collections.unmodifiableMap(new LinkedHashMap<>(ratios));
    rounds = List.copyOf(rounds);
    latencies = Collections.unmodifiableMap(new LinkedHashMap<>(latencies));
    startMillis = List.copyOf(startMillis);
    problems = List.copyOf(problems);
  }
}

package io.nearline.bench.ingest;

import io.nearline.bench.measure.Spread;
import io.nearline.bench.report.Environment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * What came out.
 *
 * @param scale how much was measured
 * @param rounds the throughputs
 * @param freshness how soon events were seen
 * @param residentMebibytes the most memory that ingest had; empty where nobody knows
 * @param environment where it was measured
 */
record IngestOutcome(
    IngestScale scale,
    List<IngestRound> rounds,
    Freshness freshness,
    OptionalDouble residentMebibytes,
    Environment environment) {
  IngestOutcome {
    rounds = List.copyOf(rounds);
  }

  /** Returns what the goals are about, by key. */
  Map<String, Spread> ratios() {
    Map<String, Spread> ratios = new LinkedHashMap<>();
    ratios.put(
        "rows_vs_producer",
        over(round -> round.exactlyOnce().perSecond() / round.producer().perSecond()));
    ratios.put(
        "eos_vs_at_least_once",
        over(round -> round.exactlyOnce().perSecond() / round.atLeastOnce().perSecond()));
    ratios.put("freshness_p99_ms", Spread.of(List.of(freshness.steadyMillis(99))));
    ratios.put(IngestReport.COMMIT_GOAL, Spread.of(List.of(freshness.aroundCommitsMillis(100))));
    residentMebibytes.ifPresent(most -> ratios.put("rss_mb_1m_keys", Spread.of(List.of(most))));
    return ratios;
  }

  Spread over(ToDoubleFunction<IngestRound> value) {
    return Spread.of(rounds.stream().map(value::applyAsDouble).toList());
  }
}

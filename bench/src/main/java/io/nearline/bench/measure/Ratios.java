package io.nearline.bench.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What the goals are about: how figures of one round relate, over all rounds. Where a denominator
 * is the best of several ways, it is the way that is best over all rounds.
 */
public final class Ratios {
  private final List<Round> rounds;
  private final Map<String, Spread> ratios = new LinkedHashMap<>();

  private Ratios(List<Round> rounds) {
    this.rounds = rounds;
  }

  /**
   * Computes the ratios.
   *
   * @param rounds at least one
   * @param startMillis how long servers took to start, at least one
   * @return by key, in the order of the goals; without the memory where that is not known
   */
  public static Map<String, Spread> of(List<Round> rounds, List<Double> startMillis) {
    Ratios ratios = new Ratios(rounds);
    ratios.compute();
    ratios.ratios.put("start_ms", Spread.of(startMillis));
    return ratios.ratios;
  }

  private void compute() {
    String lone = Keys.of(Keys.FEATURES, 1);
    String at64 = Keys.of(Keys.FEATURES, 64);
    String at256 = Keys.of(Keys.FEATURES, 256);
    String direct64 = best(Figures::perSecond, direct(64));
    String direct1 = best(figures -> -figures.p50(), direct(1));
    ratio("lone_p50_vs_direct", Figures::p50, lone, direct1);
    ratio("qps64_vs_direct", Figures::perSecond, at64, direct64);
    ratio("qps256_vs_direct", Figures::perSecond, at256, best(Figures::perSecond, direct()));
    ratio(
        "qps64_uncoalesced_vs_direct", Figures::perSecond, Keys.of(Keys.UNCOALESCED, 64), direct64);
    ratio("qps64_vs_echo", Figures::perSecond, at64, Keys.of(Keys.ECHO, 64));
    ratio(
        "vectors100_vs_best_batch",
        Figures::entitiesPerSecond,
        best(Figures::entitiesPerSecond, starting(Keys.FEATURES_100)),
        best(Figures::entitiesPerSecond, starting(Keys.DIRECT_BATCH)));
    put("p99_ms_at_70_percent", round -> round.of(Keys.OPEN).p99());
    ratio("p99_100_entities_vs_1", Figures::p99, Keys.of(Keys.FEATURES_100, 1), lone);
    ratio("p50_50_features_vs_1", Figures::p50, Keys.of(Keys.FIFTY, 1), Keys.of(Keys.ONE, 1));
    ratio(
        "p50_8m_rows_vs_1m",
        Figures::p50,
        Keys.of(Keys.LARGE_TABLE, 1),
        Keys.of(Keys.SMALL_TABLE, 1));
    ratio("hot_actor_vs_uniform", Figures::perSecond, Keys.of(Keys.HOT, 64), at64);
    if (rounds.stream().allMatch(round -> round.of(at256).residentMebibytes().isPresent())) {
      ratio(
          "rss_vs_echo",
          figures -> figures.residentMebibytes().orElseThrow(),
          at256,
          Keys.of(Keys.ECHO, 256));
    }
  }

  /** Returns the cells by which one actor is asked for past the server. */
  private List<String> direct(int callers) {
    return direct().stream().filter(key -> key.endsWith("@" + callers)).toList();
  }

  private List<String> direct() {
    List<String> keys = new ArrayList<>(starting(Keys.DIRECT_HTTP));
    keys.addAll(starting(Keys.DIRECT_CLIENT));
    return keys;
  }

  private List<String> starting(String prefix) {
    return rounds.get(0).figures().keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  private String best(ToDoubleFunction<Figures> figure, List<String> keys) {
    return keys.stream()
        .max(
            Comparator.comparingDouble(
                key ->
                    Spread.of(
                            rounds.stream()
                                .map(round -> figure.applyAsDouble(round.of(key)))
                                .toList())
                        .median()))
        .orElseThrow();
  }

  private void ratio(String key, ToDoubleFunction<Figures> figure, String one, String other) {
    put(key, round -> figure.applyAsDouble(round.of(one)) / figure.applyAsDouble(round.of(other)));
  }

  private void put(String key, ToDoubleFunction<Round> value) {
    ratios.put(key, Spread.of(rounds.stream().map(value::applyAsDouble).toList()));
  }
}

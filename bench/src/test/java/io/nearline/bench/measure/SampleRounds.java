package io.nearline.bench.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Rounds with round figures. */
public final class SampleRounds {
  private SampleRounds() {}

  /**
   * Returns a round.
   *
   * @param speed of the machine; 1: the usual one
   */
  public static Round round(double speed) {
    Map<String, Figures> figures = new LinkedHashMap<>();
    put(figures, speed, "direct_http@1", 400, 2, 5);
    put(figures, speed, "direct_http@8", 1250, 6, 20);
    put(figures, speed, "direct_http@64", 1000, 60, 120);
    put(figures, speed, "direct_http@256", 900, 250, 500);
    put(figures, speed, "direct_client@1", 350, 2.5, 6);
    put(figures, speed, "direct_client@64", 800, 70, 140);
    put(figures, speed, "direct_batch_100@4", 120, 20, 40);
    put(figures, speed, "direct_batch_500@4", 40, 50, 80);
    put(figures, speed, "features@1", 380, 2.2, 6);
    put(figures, speed, "features@8", 2000, 4, 15);
    put(figures, speed, "features@64", 6000, 10, 30);
    put(figures, speed, "features@256", 10_000, 25, 60);
    put(figures, speed, "features_uncoalesced@1", 380, 2.2, 6);
    put(figures, speed, "features_uncoalesced@64", 900, 65, 130);
    put(figures, speed, "echo@1", 5000, 0.2, 0.5);
    put(figures, speed, "echo@64", 30_000, 2, 6);
    put(figures, speed, "echo@256", 30_000, 8, 20);
    put(figures, speed, "features_100_actors@1", 60, 15, 30);
    put(figures, speed, "features_100_actors@8", 180, 40, 80);
    put(figures, speed, "features_hot_actor@64", 9000, 7, 25);
    put(figures, speed, "bench_1@1", 500, 1.8, 5);
    put(figures, speed, "bench_50@1", 300, 3, 9);
    put(figures, speed, "bench_vectors@1", 400, 2.3, 6);
    put(figures, speed, "small_table@1", 380, 2.2, 6);
    put(figures, speed, "large_table@1", 360, 2.4, 7);
    put(figures, speed, "features@70%", 7000, 8, 20);
    return new Round(figures);
  }

  private static void put(
      Map<String, Figures> figures,
      double speed,
      String key,
      double perSecond,
      double p50,
      double p99) {
    int entities =
        key.startsWith("direct_batch_500")
            ? 500
            : key.contains("100_") || key.contains("_100") ? 100 : 1;
    figures.put(
        key,
        new Figures(
            Math.round(3 * perSecond * speed),
            perSecond * speed,
            perSecond * speed * entities,
            p50 / speed,
            (p50 + p99) / 2 / speed,
            p99 / speed,
            2 * p99 / speed,
            3 * p99 / speed,
            new Figures.Cpu(50, 100, 25),
            OptionalDouble.of(key.startsWith("echo") ? 150 : 250)));
  }
}

package io.nearline.bench.report;

import java.util.List;
import java.util.Locale;

/**
 * What a ratio should be.
 *
 * @param key of the ratio
 * @param what it says
 * @param comparison which side of the bounds is good
 * @param must what it has to reach
 * @param aim what it is hoped to reach
 */
public record Goal(String key, String what, Comparison comparison, double must, double aim) {
  /** Which side of a bound is good. */
  public enum Comparison {
    /** No more. */
    AT_MOST("<="),
    /** Less. */
    LESS("<"),
    /** No less. */
    AT_LEAST(">=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    boolean holds(double value, double bound) {
      return switch (this) {
        case AT_MOST -> value <= bound;
        case LESS -> value < bound;
        case AT_LEAST -> value >= bound;
      };
    }
  }

  /** All of them, in the order of reports. */
  public static final List<Goal> ALL =
      List.of(
          atMost("lone_p50_vs_direct", "lone request p50 / D p50", 1.2, 1.1),
          atLeast("qps64_vs_direct", "requests/s of 64 callers / D at 64", 5, 7),
          atLeast("qps256_vs_direct", "requests/s of 256 callers / D at its best", 6, 10),
          atLeast("qps64_uncoalesced_vs_direct", "the same of 64, uncoalesced / D", 0.85, 0.95),
          atLeast("qps64_vs_echo", "requests/s of 64 callers / E", 0.15, 0.25),
          atLeast("vectors100_vs_best_batch", "actors/s, 100 a call / D500", 0.8, 0.95),
          new Goal("p99_ms_at_70_percent", "p99 at 70 % of its most, ms", Comparison.LESS, 50, 25),
          atMost("p99_100_entities_vs_1", "p99 of 100 actors / of 1", 12, 8),
          atMost("p50_50_features_vs_1", "p50 of 50 features / of 1", 2, 1.5),
          atMost("p50_8m_rows_vs_1m", "p50 over the large table / the small", 1.5, 1.2),
          atLeast("hot_actor_vs_uniform", "requests/s, half for one actor / any", 1, 1.5),
          atMost("rss_vs_echo", "server's memory at full load / E's", 2, 1.5),
          atMost("start_ms", "server start until SERVING, ms", 3000, 1500));

  /** Returns one that is good when it is no more. */
  public static Goal atMost(String key, String what, double must, double aim) {
    return new Goal(key, what, Comparison.AT_MOST, must, aim);
  }

  /** Returns one that is good when it is no less. */
  public static Goal atLeast(String key, String what, double must, double aim) {
    return new Goal(key, what, Comparison.AT_LEAST, must, aim);
  }

  /** Returns whether a value is what is hoped for, what has to be, or less. */
  String verdict(double value) {
    if (comparison.holds(value, aim)) {
      return "aim";
    }
    return comparison.holds(value, must) ? "must" : "MISSED";
  }

  /** Returns a bound with its sign. */
  String text(double bound) {
    return comparison.sign + " " + number(bound);
  }

  /** Returns a number with about three digits. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
  }
}

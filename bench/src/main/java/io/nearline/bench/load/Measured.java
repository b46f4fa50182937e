package io.nearline.bench.load;

import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What calls came to.
 *
 * @param latencies how long each answered call took, in nanoseconds
 * @param time how long was measured
 * @param failures what calls failed with, the first few
 */
public record Measured(Histogram latencies, Duration time, List<String> failures) {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  /** Copies the failures. */
  public Measured {
    failures = List.copyOf(failures);
  }

  /** Returns how many calls were answered. */
  public long calls() {
    return latencies.getTotalCount();
  }

  /** Returns how many calls were answered a second. */
  public double perSecond() {
    return calls() * NANOS_PER_SECOND / time.toNanos();
  }

  /**
   * Returns a percentile of the latencies in milliseconds; 0 when no call was answered.
   *
   * @param percentile from 0 to 100
   */
  public double millis(double percentile) {
    return latencies.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
  }
}

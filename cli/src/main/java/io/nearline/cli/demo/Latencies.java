package io.nearline.cli.demo;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Measured durations, without those of the time that JVMs take to warm up. One thread. */
final class Latencies {
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double MICROS_PER_MILLI = 1e3;

  private final Histogram micros = new Histogram(3);
  private final long from;

  /**
   * None yet.
   *
   * @param from the {@link System#nanoTime()} from which on durations count
   */
  Latencies(long from) {
    this.from = from;
  }

  /** Adds one that has just ended. */
  void add(long nanos) {
    if (System.nanoTime() - nanos - from < 0) {
      return;
    }
    micros.recordValue(Math.round(nanos / NANOS_PER_MICRO));
  }

  /** Returns how many there are. */
  long count() {
    return micros.getTotalCount();
  }

  /** Returns a percentile in milliseconds; 0 when there is nothing. */
  double millis(double percentile) {
    return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }

  /** Returns the median and the 99th percentile, aligned for a table. */
  String text() {
    return String.format(Locale.ROOT, "p50 %7.1f ms   p99 %7.1f ms", millis(50), millis(99));
  }
}

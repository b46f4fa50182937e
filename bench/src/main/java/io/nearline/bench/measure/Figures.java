package io.nearline.bench.measure;

import io.nearline.bench.load.Measured;
import java.util.OptionalDouble;

/**
 * What one cell came to in one round.
 *
 * @param calls how many were answered while it counted
 * @param perSecond calls answered a second
 * @param entitiesPerSecond actors answered a second
 * @param p50 the median latency in milliseconds; so are the next ones
 * @param cpu what a call cost
 * @param residentMebibytes the server's memory at its end, where that is known
 */
public record Figures(
    long calls,
    double perSecond,
    double entitiesPerSecond,
    double p50,
    double p90,
    double p99,
    double p999,
    double max,
    Cpu cpu,
    OptionalDouble residentMebibytes) {

  /**
   * CPU time a call in microseconds.
   *
   * @param server of the feature server, or the echo
   * @param pinot of Kafka's and Pinot's process
   * @param client of this process
   */
  public record Cpu(double server, double pinot, double client) {}

  static Figures of(Measured measured, int entities, Cpu cpu, OptionalDouble residentMebibytes) {
    return new Figures(
        measured.calls(),
        measured.perSecond(),
        measured.perSecond() * entities,
        measured.millis(50),
        measured.millis(90),
        measured.millis(99),
        measured.millis(99.9),
        measured.millis(100),
        cpu,
        residentMebibytes);
  }
}

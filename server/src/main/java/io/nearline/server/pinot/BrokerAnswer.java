package io.nearline.server.pinot;

import java.util.List;

/**
 * What a broker answered, before anybody has judged it.
 *
 * @param resultTable what stands where the rows should be
 * @param faults the {@code exceptions}
 * @param serversQueried how many servers the broker asked; −1 when the answer does not say
 * @param serversResponded how many of them answered
 * @param groupsLimitReached whether groups were left out
 * @param partialResult whether Pinot itself calls the answer partial (1.x)
 * @param consumingSegments how many consuming segments were asked
 * @param minConsumingFreshnessMillis the oldest of their last ingestion times, in epoch
 *     milliseconds
 */
record BrokerAnswer(
    ResultTable resultTable,
    List<Fault> faults,
    int serversQueried,
    int serversResponded,
    boolean groupsLimitReached,
    boolean partialResult,
    long consumingSegments,
    long minConsumingFreshnessMillis) {

  /**
   * One of the {@code exceptions}.
   *
   * @param code Pinot's error code
   * @param message its text
   */
  record Fault(int code, String message) {}

  BrokerAnswer {
    faults = List.copyOf(faults);
  }
}

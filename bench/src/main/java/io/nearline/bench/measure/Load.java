package io.nearline.bench.measure;

/** How a cell's target is called. */
public sealed interface Load {

  /**
   * By callers each of whom calls again once answered.
   *
   * @param callers how many
   */
  record Closed(int callers) implements Load {}

  /**
   * At a fixed rate.
   *
   * @param share of the most calls a second that the server has answered
   */
  record Open(double share) implements Load {}
}

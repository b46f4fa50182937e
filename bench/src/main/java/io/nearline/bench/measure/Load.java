package io.nearline.bench.measure;

/** How a cell's target is called. */
public sealed interface Load {
  /** Returns how much of the measured time a target is called before that, which doesn't count. */
  double leadIn();

  /** Returns where in a round it is measured: alike loads one after the other. */
  int place();

  /**
   * By callers each of whom calls again once answered.
   *
   * @param callers how many
   */
  record Closed(int callers) implements Load {
    @Override
    public double leadIn() {
      return 0.15;
    }

    @Override
    public int place() {
      return callers;
    }
  }

  /**
   * At a fixed rate.
   *
   * @param share of the most calls a second that the server has answered
   */
  record Open(double share) implements Load {
    @Override
    public double leadIn() {
      return 0;
    }

    @Override
    public int place() {
      return Integer.MAX_VALUE;
    }
  }
}

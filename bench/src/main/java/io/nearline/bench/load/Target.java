package io.nearline.bench.load;

/** What can be called, many times at once. */
public interface Target {

  /**
   * Begins a call and returns.
   *
   * @param actors whom it asks for; not to be changed
   * @param end told exactly once, on whatever thread
   */
  void call(long[] actors, End end);

  /** The end of a call. */
  interface End {
    /** It was answered, and the answer looks right. */
    void answered();

    /** It was not. */
    void failed(Throwable reason);
  }
}

package io.nearline.server.batch;

/**
 * How many may wait. A queue that may grow without bound makes everybody late once more come than
 * can be answered; whoever is turned back at once can go elsewhere, or come back, and those who
 * wait are still answered in time. Calls are counted, for each may be a statement of its own, and
 * entities, for these are what the work grows with once many share a statement.
 *
 * @param calls that may wait, at least 1
 * @param entities that they may ask for, at least 1; the call that reaches the limit still waits
 */
public record QueueLimit(int calls, int entities) {

  /** Checks that both are at least 1. */
  public QueueLimit {
    if (calls < 1 || entities < 1) {
      throw new IllegalArgumentException(
          "waiting: " + calls + " calls, " + entities + " entities (expected: at least 1 of each)");
    }
  }

  boolean isReached(int waitingCalls, long waitingEntities) {
    return waitingCalls >= calls || waitingEntities >= entities;
  }

  String refusal(int waitingCalls, long waitingEntities) {
    return String.format(
        "overloaded: %d calls about %d entities wait (expected: fewer than %d calls and %d"
            + " entities)",
        waitingCalls, waitingEntities, calls, entities);
  }
}

package io.nearline.server.pinot;

import java.util.concurrent.CompletionStage;

/** Asks Pinot. Thread-safe; no method blocks. */
public interface PinotBroker {

  /**
   * Sends a statement and returns its rows.
   *
   * @param sql the statement
   * @param deadline when the caller's time is out; Pinot is told, and the stage has ended by then
   * @return a stage that completes with a whole answer, or exceptionally with a {@link
   *     PinotException}; never with an answer that lacks anything
   */
  CompletionStage<PinotTable> query(PinotSql sql, Deadline deadline);
}

package io.nearline.server.pinot;

import java.util.concurrent.CompletionStage;

/** Carries a statement to one broker and its answer back, unchecked. */
interface BrokerTransport extends AutoCloseable {

  /**
   * Sends a statement.
   *
   * @return a stage that completes exceptionally when the broker can't be reached or doesn't answer
   *     in Pinot's format
   */
  CompletionStage<BrokerAnswer> send(BrokerAddress broker, String sql);

  @Override
  void close();
}

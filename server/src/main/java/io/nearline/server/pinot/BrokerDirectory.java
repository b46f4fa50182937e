package io.nearline.server.pinot;

import java.util.List;

/** Knows which brokers serve a table. Thread-safe; does not block. */
interface BrokerDirectory extends AutoCloseable {

  /** Returns the table's brokers in a stable order; empty when none is known. */
  List<BrokerAddress> brokers(String table);

  /** Returns where the brokers are known from, for messages. */
  String describe();

  @Override
  default void close() {}

  /** Returns a directory of brokers that all serve every table. */
  static BrokerDirectory of(List<BrokerAddress> brokers) {
    List<BrokerAddress> all = List.copyOf(brokers);
    return new BrokerDirectory() {
      @Override
      public List<BrokerAddress> brokers(String table) {
        return all;
      }

      @Override
      public String describe() {
        return "brokers " + all;
      }
    };
  }
}

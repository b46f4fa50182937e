package io.nearline.stack;

import io.nearline.process.Ports;

/** The ports of a stack, consecutive from its base, in the order of this class. */
final class StackPorts {
  static final String KAFKA = "kafka";
  static final String KAFKA_CONTROLLER = "kafka controller";
  static final String ZOOKEEPER = "zookeeper";
  static final String PINOT_CONTROLLER = "pinot controller";
  static final String PINOT_BROKER = "pinot broker";
  static final String PINOT_SERVER = "pinot server";
  static final String PINOT_SERVER_ADMIN = "pinot server admin";
  static final String KAFKA_SASL = "kafka with passwords";
  static final String KAFKA_TLS = "kafka with passwords and TLS";

  /**
   * How many ports a stack claims from its base on; the last ones are kept for what a Pinot release
   * may add.
   */
  static final int COUNT = 10;

  private StackPorts() {}

  /**
   * The ports from a base.
   *
   * @throws IllegalArgumentException if they don't fit below 65536
   */
  static Ports from(int base) {
    return Ports.from(
        base,
        KAFKA,
        KAFKA_CONTROLLER,
        ZOOKEEPER,
        PINOT_CONTROLLER,
        PINOT_BROKER,
        PINOT_SERVER,
        PINOT_SERVER_ADMIN,
        KAFKA_SASL,
        KAFKA_TLS);
  }
}

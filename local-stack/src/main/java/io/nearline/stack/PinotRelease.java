package io.nearline.stack;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;

/**
 * The Pinot release that this stack was built with.
 *
 * @param version such as {@code 0.11.0}
 * @param kafkaConsumerFactory the class that a table's {@code
 *     stream.kafka.consumer.factory.class.name} has to name
 */
record PinotRelease(String version, String kafkaConsumerFactory) {
  /**
   * Reads what the build has written.
   *
   * @throws IllegalStateException if the consumer factory isn't on the class path
   */
  static PinotRelease load() throws IOException {
    Properties properties = new Properties();
    try (InputStream file =
        Objects.requireNonNull(
            PinotRelease.class.getResourceAsStream("pinot-release.properties"))) {
      properties.load(file);
    }
    PinotRelease release =
        new PinotRelease(
            properties.getProperty("version", ""),
            properties.getProperty("kafkaConsumerFactory", ""));
    try {
      Class.forName(release.kafkaConsumerFactory, false, PinotRelease.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "Pinot "
              + release.version
              + " has no "
              + release.kafkaConsumerFactory
              + " (expected: its Kafka plugin)",
          e);
    }
    return release;
  }
}

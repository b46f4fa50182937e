package io.nearline.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Settings of Kafka's clients beyond the brokers' addresses. */
public final class KafkaProperties {
  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description = "Further settings of the Kafka client, such as credentials.")
  private @Nullable Path file;

  /** Made by picocli. */
  public KafkaProperties() {}

  /**
   * Returns the settings.
   *
   * @throws CommandException when the file can't be read
   */
  public Map<String, String> read() {
    Map<String, String> settings = new TreeMap<>();
    if (file != null) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw CommandException.usage(
            "--kafka-properties: " + file + ": " + e + " (expected: a properties file)");
      }
      properties.forEach((name, value) -> settings.put((String) name, (String) value));
    }
    return settings;
  }
}

package io.nearline.cli.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * What the local stack tells of itself once it is ready.
 *
 * @param kafka Kafka's address, {@code host:port}
 * @param pinotController the controller's
 * @param pinotBroker the broker's
 * @param pinotVersion its release
 * @param kafkaConsumerFactory the class by which this Pinot reads Kafka
 */
public record StackAddresses(
    String kafka,
    String pinotController,
    String pinotBroker,
    String pinotVersion,
    String kafkaConsumerFactory) {

  /** Reads what the stack of a directory has written. */
  public static StackAddresses read(Path stackDirectory) {
    Path file = stackDirectory.resolve("stack.json");
    try {
      JsonNode node = JsonMapper.builder().build().readTree(file.toFile());
      return new StackAddresses(
          node.required("kafka").textValue(),
          node.required("pinotController").textValue(),
          node.required("pinotBroker").textValue(),
          node.required("pinotVersion").textValue(),
          node.required("kafkaConsumerFactory").textValue());
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }
}

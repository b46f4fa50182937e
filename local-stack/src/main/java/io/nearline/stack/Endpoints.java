package io.nearline.stack;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nearline.process.Ports;

/**
 * What {@code stack.json} says of a stack that is ready. Addresses are {@code host:port}.
 *
 * @param kafka Kafka's bootstrap address
 * @param zookeeper where Pinot's state is
 * @param pinotController the controller's REST interface
 * @param pinotBroker the broker's, for queries
 * @param pinotVersion Pinot's release
 * @param kafkaConsumerFactory the class that a table's stream configuration has to name
 * @param pid the stack's process
 */
@JsonPropertyOrder({
  "kafka",
  "zookeeper",
  "pinotController",
  "pinotBroker",
  "pinotVersion",
  "kafkaConsumerFactory",
  "pid"
})
record Endpoints(
    String kafka,
    String zookeeper,
    String pinotController,
    String pinotBroker,
    String pinotVersion,
    String kafkaConsumerFactory,
    long pid) {
  static Endpoints of(Ports ports, PinotRelease release) {
    return new Endpoints(
        ports.address(StackPorts.KAFKA),
        ports.address(StackPorts.ZOOKEEPER),
        ports.address(StackPorts.PINOT_CONTROLLER),
        ports.address(StackPorts.PINOT_BROKER),
        release.version(),
        release.kafkaConsumerFactory(),
        ProcessHandle.current().pid());
  }

  String json() throws JsonProcessingException {
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
  }
}

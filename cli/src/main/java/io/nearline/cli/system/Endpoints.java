package io.nearline.cli.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nearline.cli.CommandException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where a running system listens, {@code host:port} each.
 *
 * @param grpc the feature service
 * @param ingestGrpc ingest: health
 * @param metrics the server's metrics, for Prometheus
 * @param ingestMetrics ingest's metrics, for Prometheus
 * @param kafka the brokers
 * @param pinotBroker where SQL is sent
 * @param pinotController where tables are made
 */
public record Endpoints(
    String grpc,
    String ingestGrpc,
    String metrics,
    String ingestMetrics,
    String kafka,
    String pinotBroker,
    String pinotController) {
  /** The file's name in the directory of a system. */
  public static final String FILE = "endpoints.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Reads what the system of a directory has written.
   *
   * @throws CommandException when no system runs there
   */
  public static Endpoints read(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      JsonNode node = JSON.readTree(Files.readAllBytes(file));
      return new Endpoints(
          text(node, "grpc", file),
          text(node, "ingestGrpc", file),
          text(node, "metrics", file),
          text(node, "ingestMetrics", file),
          text(node, "kafka", file),
          text(node, "pinotBroker", file),
          text(node, "pinotController", file));
    } catch (NoSuchFileException e) {
      throw CommandException.failed(
          SystemDirectory.hasChildren(directory)
              ? "what runs in " + directory + " is not ready (expected: its line 'ready')"
              : "nothing runs in " + directory + " (expected: ./nearline up, or an address)");
    } catch (JsonProcessingException e) {
      throw CommandException.failed(file + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the file at once: a reader sees all of it, or none. */
  void write(Path directory) {
    ObjectNode node = JSON.createObjectNode();
    node.put("grpc", grpc);
    node.put("ingestGrpc", ingestGrpc);
    node.put("metrics", metrics);
    node.put("ingestMetrics", ingestMetrics);
    node.put("kafka", kafka);
    node.put("pinotBroker", pinotBroker);
    node.put("pinotController", pinotController);
    Path file = directory.resolve(FILE);
    Path draft = directory.resolve(FILE + ".new");
    try {
      Files.writeString(draft, node.toPrettyString() + "\n");
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  /** Removes the file, if it is there: nothing listens any more, or not yet. */
  static void delete(Path directory) {
    try {
      Files.deleteIfExists(directory.resolve(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(JsonNode node, String field, Path file) {
    JsonNode value = node.get(field);
    if (value == null || !value.isTextual()) {
      throw CommandException.failed(file + ": " + field + ": " + value + " (expected: host:port)");
    }
    return value.textValue();
  }
}

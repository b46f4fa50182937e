package io.nearline.cli.system;

import io.nearline.cli.CommandException;
import io.nearline.process.PortTakenException;
import io.nearline.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The ports of a system, all on the loopback address: four of its own, and ten for the local stack.
 *
 * @param base the first
 */
record SystemPorts(int base) {
  /** Where a system listens unless told otherwise. */
  static final int DEFAULT_BASE = 19_090;

  private static final int STACK_OFFSET = 10;
  private static final int STACK_PORTS = 10;
  private static final int PORTS = STACK_OFFSET + STACK_PORTS;
  private static final int HIGHEST_BASE = 65_535 - PORTS;

  SystemPorts {
    if (base < 1024 || base > HIGHEST_BASE) {
      throw CommandException.usage(
          "--base-port " + base + " (expected: 1024 to " + HIGHEST_BASE + ")");
    }
  }

  /**
   * Returns the ports of a system. A directory keeps the ports that it was made with, since Pinot
   * remembers addresses.
   *
   * @throws CommandException when others are asked for
   */
  static SystemPorts of(SystemOptions options) {
    Optional<Integer> kept = kept(options.stackDirectory().resolve("base-port"));
    Optional<Integer> asked = options.basePort();
    if (kept.isPresent() && asked.isPresent() && !kept.equals(asked)) {
      throw CommandException.usage(
          "--base-port %d (expected: %d, which %s was made with)"
              .formatted(asked.get(), kept.get(), options.directory()));
    }
    return new SystemPorts(kept.or(() -> asked).orElse(DEFAULT_BASE));
  }

  /** Returns the first free ports from {@link #DEFAULT_BASE}. */
  static SystemPorts free() {
    return new SystemPorts(Ports.freeBase(DEFAULT_BASE, PORTS));
  }

  private static Optional<Integer> kept(Path file) {
    try {
      return Optional.of(Integer.parseInt(Files.readString(file).strip()) - STACK_OFFSET);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (NumberFormatException | IOException e) {
      throw CommandException.usage(file + ": " + e.getMessage() + " (expected: a port)");
    }
  }

  int grpc() {
    return base;
  }

  int ingest() {
    return base + 1;
  }

  int metrics() {
    return base + 2;
  }

  int ingestMetrics() {
    return base + 3;
  }

  int stack() {
    return base + STACK_OFFSET;
  }

  /** Returns Kafka's address, which is known before Kafka is there. */
  String kafka() {
    return "127.0.0.1:" + stack();
  }

  /** Returns the Pinot broker's address, which is known before Pinot is there. */
  String pinotBroker() {
    return "127.0.0.1:" + (stack() + 4);
  }

  /**
   * Sees that nobody listens on any of them.
   *
   * @throws CommandException naming the first in use
   */
  void requireFree() {
    try {
      requireAllFree();
    } catch (PortTakenException e) {
      throw CommandException.usage(
          "%s (expected: free ports, such as those from --base-port %d in a --dir of its own)"
              .formatted(e.getMessage(), Ports.freeBase(base + PORTS, PORTS)));
    }
  }

  private void requireAllFree() {
    Ports.from(base, "feature service", "ingest", "metrics", "ingest's metrics").requireFree();
    Ports.from(
            stack(),
            "Kafka",
            "Kafka controller",
            "ZooKeeper",
            "Pinot controller",
            "Pinot broker",
            "Pinot server",
            "Pinot server admin")
        .requireFree();
  }
}

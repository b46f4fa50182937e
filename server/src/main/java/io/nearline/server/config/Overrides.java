package io.nearline.server.config;

import io.nearline.server.pinot.BrokerAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the command line puts in the place of {@code server.yaml}'s values.
 *
 * @param host the address to bind for both ports
 * @param grpcPort the port for callers
 * @param metricsPort the port for Prometheus
 * @param brokers Pinot's brokers; with them or a controller, the file's ones don't count
 * @param controller Pinot's controller
 */
public record Overrides(
    Optional<String> host,
    OptionalInt grpcPort,
    OptionalInt metricsPort,
    List<BrokerAddress> brokers,
    Optional<BrokerAddress> controller) {
  /** Nothing is overridden. */
  public static final Overrides NONE =
      new Overrides(
          Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), List.of(), Optional.empty());

  /** Copies. */
  public Overrides {
    brokers = List.copyOf(brokers);
  }

  boolean namePinot() {
    return !brokers.isEmpty() || controller.isPresent();
  }
}

package io.nearline.server.pinot;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to reach Pinot. Exactly one of brokers and controller is given.
 *
 * @param brokers brokers that all serve every table; empty when a controller names them
 * @param controller the controller that names each table's brokers
 * @param tls how to trust and be trusted; empty for plain HTTP
 * @param headers headers of every request, such as Authorization
 * @param connectTimeout how long a connection may take to come about
 * @param leftOut how long a broker that failed is left out
 * @param refresh how often the controller is asked again
 * @param longestStatement no statement's deadline is longer
 */
public record PinotClientSettings(
    List<BrokerAddress> brokers,
    Optional<BrokerAddress> controller,
    Optional<TlsContext> tls,
    Map<String, String> headers,
    Duration connectTimeout,
    Duration leftOut,
    Duration refresh,
    Duration longestStatement) {

  /** Copies and checks. */
  public PinotClientSettings {
    brokers = List.copyOf(brokers);
    headers = Map.copyOf(headers);
    if (brokers.isEmpty() == controller.isEmpty()) {
      throw new IllegalArgumentException(
          "brokers: " + brokers + ", controller: " + controller + " (expected: one of the two)");
    }
  }

  String scheme() {
    return tls.isPresent() ? "https" : "http";
  }
}

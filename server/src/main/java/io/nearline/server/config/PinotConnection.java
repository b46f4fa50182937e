package io.nearline.server.config;

import io.nearline.server.pinot.BrokerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to reach Pinot, as written. Exactly one of brokers and controller is given.
 *
 * @param brokers brokers that all serve every table
 * @param controller the controller that names each table's brokers
 * @param tls present for https
 * @param headers headers of every request
 * @param connectTimeout how long a connection may take to come about
 * @param failedBrokerPause how long a broker that failed is left out
 * @param refresh how often the controller is asked again
 */
public record PinotConnection(
    List<BrokerAddress> brokers,
    Optional<BrokerAddress> controller,
    Optional<Tls> tls,
    Map<String, String> headers,
    Duration connectTimeout,
    Duration failedBrokerPause,
    Duration refresh) {

  /**
   * PEM files, relative to the configuration directory.
   *
   * @param trusted the certificates to trust; absent: those of the JDK
   * @param certificate the certificate to show, with {@code key}
   * @param key the certificate's key, PKCS #8 without password
   */
  public record Tls(Optional<Path> trusted, Optional<Path> certificate, Optional<Path> key) {}

  /** Copies. */
  public PinotConnection {
    brokers = List.copyOf(brokers);
    headers = Map.copyOf(headers);
  }
}

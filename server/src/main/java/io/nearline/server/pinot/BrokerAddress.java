package io.nearline.server.pinot;

/**
 * Where a broker or a controller listens.
 *
 * @param host a name or an address; IPv6 addresses in brackets
 * @param port 1 to 65535
 */
public record BrokerAddress(String host, int port) {

  /** Checks both. */
  public BrokerAddress {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host: \"" + host + "\" (expected: a host name)");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: from 1 to 65535)");
    }
  }

  /**
   * Reads {@code host:port}.
   *
   * @throws IllegalArgumentException naming the text, when it is not of that form
   */
  public static BrokerAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon <= 0 || !text.substring(colon + 1).matches("\\d{1,5}")) {
      throw new IllegalArgumentException(text + " (expected: host:port)");
    }
    return new BrokerAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  /** Returns {@code host:port}. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}

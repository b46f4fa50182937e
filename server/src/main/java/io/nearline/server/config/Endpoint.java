package io.nearline.server.config;

/**
 * Where to listen.
 *
 * @param host the address to bind
 * @param port 0 to 65535; 0 takes a free one
 */
public record Endpoint(String host, int port) {

  /** Checks the port. */
  public Endpoint {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: from 0 to 65535)");
    }
  }

  /** Returns {@code host:port}. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}

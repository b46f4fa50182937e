package io.nearline.process;

/** A port that a process needs is in use. */
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int port;

  PortTakenException(int port, String owner) {
    super("port " + port + " is taken (" + owner + ")");
    this.port = port;
  }

  /** The port in use. */
  public int port() {
    return port;
  }
}

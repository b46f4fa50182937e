package io.nearline.process;

import java.io.IOException;
import java.net.BindException;

/** An address that a process is configured to listen on, and can't. */
public final class CannotListenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception; a port in use is said to be taken.
   *
   * @param owner what would listen, such as {@code grpc}
   */
  public CannotListenException(String owner, String host, int port, IOException cause) {
    super(message(owner, host, port, cause), cause);
  }

  private static String message(String owner, String host, int port, IOException cause) {
    return isTaken(cause)
        ? "port " + port + " is taken (" + owner + ")"
        : host + ":" + port + ": can't listen (" + owner + "): " + cause.getMessage();
  }

  private static boolean isTaken(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof BindException && String.valueOf(each.getMessage()).contains("in use")) {
        return true;
      }
    }
    return false;
  }
}

package io.nearline.server;

import io.nearline.server.config.Endpoint;
import java.io.IOException;
import java.net.BindException;

/** An address on which the server can't listen. */
final class CannotListenException extends RuntimeException {

  /** Makes the exception; a port in use is said to be taken. */
  CannotListenException(String owner, Endpoint address, IOException cause) {
    super(message(owner, address, cause), cause);
  }

  private static String message(String owner, Endpoint address, IOException cause) {
    return isTaken(cause)
        ? "port " + address.port() + " is taken (" + owner + ")"
        : address + ": can't listen (" + owner + "): " + cause.getMessage();
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

package io.nearline.server.batch;

import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotException.Kind;
import java.util.concurrent.CompletionException;

/** Whose fault a failure of a batch may be. */
final class Blame {
  private Blame() {}

  /**
   * Returns whether asking for fewer callers may help some of them. What is Pinot's own state
   * (unreachable, overloaded, too slow, incomplete) would only be made worse by asking again.
   */
  static boolean mayBeOneCallers(Throwable failure) {
    return !(failure instanceof PinotException pinot)
        || pinot instanceof TooManyRowsException
        || pinot.kind() == Kind.REFUSED;
  }

  /** Returns what a stage failed with. */
  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}

package io.nearline.server.serving;

/** Actions are asked for by actor, and the catalogue has no table of actors. */
public final class NoActorsException extends RuntimeException {

  /** Makes the exception. */
  public NoActorsException() {
    super("the catalogue: no entity actor (expected: one, whose table has the actions)");
  }
}

package io.nearline.server.reload;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a change once it has settled: two readings, one after the other, are alike. So a file that
 * is only half written, or one directory of links that is being exchanged for another, is passed
 * over. Not thread-safe.
 *
 * @param <T> a reading
 */
final class Settled<T> {
  private T known;
  private @Nullable T before;

  /** Begins with what is known. */
  Settled(T known) {
    this.known = known;
  }

  /** Takes a reading; returns it when it is new and the same as the one before. */
  Optional<T> see(T reading) {
    if (reading.equals(known)) {
      before = null;
      return Optional.empty();
    }
    if (!reading.equals(before)) {
      before = reading;
      return Optional.empty();
    }
    know(reading);
    return Optional.of(reading);
  }

  /** Returns whether a reading is what is known. */
  boolean isKnown(T reading) {
    return reading.equals(known);
  }

  /** Takes a reading as it is. */
  void know(T reading) {
    known = reading;
    before = null;
  }
}

package io.nearline.it.differential;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands where it was set. Thread-safe. */
final class SetClock extends Clock {
  private volatile long millis;

  /** Sets it, in epoch milliseconds. */
  void set(long now) {
    millis = now;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("withZone (expected: UTC)");
  }
}

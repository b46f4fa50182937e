package io.nearline.server.pinot;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The instant at which a caller's time is out, on a monotonic clock. Immutable. */
public final class Deadline {
  private static final long LEAST_LEFT = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long MOST_LEFT = TimeUnit.MILLISECONDS.toNanos(100);

  private final LongSupplier clock;
  private final long nanoTime;

  private Deadline(LongSupplier clock, long nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** Returns the deadline that is {@code duration} from now. */
  public static Deadline after(Duration duration) {
    return after(duration, System::nanoTime);
  }

  /** Returns the deadline that is {@code duration} from now by a clock of nanoseconds. */
  public static Deadline after(Duration duration, LongSupplier clock) {
    return new Deadline(clock, clock.getAsLong() + duration.toNanos());
  }

  /**
   * Returns an earlier deadline: a tenth of what remains is left, at least 5 and at most 100 ms.
   */
  public Deadline leavingTime() {
    long remaining = nanoTime - clock.getAsLong();
    long left = Math.min(Math.max(remaining / 10, LEAST_LEFT), MOST_LEFT);
    return new Deadline(clock, nanoTime - left);
  }

  /** Returns this deadline or another by the same clock: the later one. */
  public Deadline orLater(Deadline other) {
    return other.nanoTime - nanoTime > 0 ? other : this;
  }

  /** Returns the whole milliseconds that remain; 0 or less when the time is out. */
  public long remainingMillis() {
    return TimeUnit.NANOSECONDS.toMillis(nanoTime - clock.getAsLong());
  }
}

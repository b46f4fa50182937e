package io.nearline.ingest.record;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds the bytes of the calls that Kafka hasn't acknowledged yet. Thread-safe. */
public final class BytesInFlight {
  private final long most;
  private final AtomicLong taken = new AtomicLong();

  /** Makes the bound. */
  public BytesInFlight(long most) {
    this.most = most;
  }

  /** Takes so many bytes, or none: returns whether they are to be had. */
  public boolean take(long bytes) {
    long before = taken.getAndUpdate(now -> now + bytes <= most ? now + bytes : now);
    return before + bytes <= most;
  }

  /** Gives bytes back. */
  public void give(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** Returns the bytes taken now. */
  public long taken() {
    return taken.get();
  }
}

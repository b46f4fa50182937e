package io.nearline.ingest.state;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of the heap that many may still take for keys. Thread-safe. */
record KeyMemory(AtomicLong left) {
  /** Has so many bytes. */
  static KeyMemory of(long bytes) {
    return new KeyMemory(new AtomicLong(bytes));
  }

  /** Takes so many bytes; returns false, and takes none, when there are fewer. */
  boolean take(long bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    left.addAndGet(bytes);
    return false;
  }

  /** Has bytes again that were taken. */
  void giveBack(long bytes) {
    left.addAndGet(bytes);
  }
}

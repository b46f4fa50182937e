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
    long before = left.get();
    while (before >= bytes) {
      if (left.compareAndSet(before, before - bytes)) {
        return true;
      }
      before = left.get();
    }
    return false;
  }

  /** Takes so many bytes that can't be done without: there may be less than none after that. */
  void charge(long bytes) {
    left.addAndGet(-bytes);
  }

  /** Has bytes again that were taken. */
  void giveBack(long bytes) {
    left.addAndGet(bytes);
  }
}

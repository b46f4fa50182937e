package io.nearline.ingest.state;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Keys and their times as bytes: a version, then of each key its time, its length and itself. Not
 * thread-safe.
 */
final class KeyBatch {
  private static final byte VERSION = 1;
  private static final int USUAL_BYTES = 16 * 1024;
  private static final int HEADER = Long.BYTES + Integer.BYTES;

  private ByteBuffer bytes = ByteBuffer.allocate(USUAL_BYTES);

  /** Takes what a batch has. */
  @FunctionalInterface
  interface Taker {
    /** Takes a key and its time. */
    void take(byte[] key, long time);
  }

  /** Adds a key and its time. */
  void add(byte[] key, long time) {
    int size = Byte.BYTES + HEADER + key.length;
    if (bytes.remaining() < size) {
      int capacity = Math.max(2 * bytes.capacity(), bytes.position() + size);
      bytes = ByteBuffer.allocate(capacity).put(bytes.flip());
    }
    if (bytes.position() == 0) {
      bytes.put(VERSION);
    }
    bytes.putLong(time).putInt(key.length).put(key);
  }

  /** Returns how many bytes it has; 0: it is empty. */
  int size() {
    return bytes.position();
  }

  /** Returns its bytes, and leaves it empty. */
  byte[] drain() {
    byte[] all = Arrays.copyOf(bytes.array(), bytes.position());
    bytes.clear();
    return all;
  }

  /** Leaves it empty. */
  void clear() {
    bytes.clear();
  }

  /**
   * Reads what {@link #drain} gave, in the order of adding.
   *
   * @throws IllegalStateException when the bytes are none: the topic is ours alone
   */
  static void read(byte[] batch, Taker taker) {
    ByteBuffer in = ByteBuffer.wrap(batch);
    try {
      byte version = in.get();
      if (version != VERSION) {
        throw new IllegalStateException("version: " + version + " (expected: " + VERSION + ")");
      }
      while (in.hasRemaining()) {
        long time = in.getLong();
        taker.take(key(in, in.getInt()), time);
      }
    } catch (BufferUnderflowException e) {
      throw new IllegalStateException("a batch of " + batch.length + " bytes is cut", e);
    }
  }

  private static byte[] key(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] key = new byte[length];
    in.get(key);
    return key;
  }
}

package io.nearline.ingest.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Keys and their times as bytes: a version, then of each key its time, its length and itself. Not
 * thread-safe.
 */
final class KeyBatch {
  private static final int VERSION = 1;
  private static final int USUAL_BYTES = 16 * 1024;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
  private final DataOutputStream out = new DataOutputStream(bytes);

  /** Takes what a batch has. */
  @FunctionalInterface
  interface Taker {
    /** Takes a key and its time. */
    void take(byte[] key, long time);
  }

  /** Adds a key and its time. */
  void add(byte[] key, long time) {
    try {
      if (bytes.size() == 0) {
        out.writeByte(VERSION);
      }
      out.writeLong(time);
      out.writeInt(key.length);
      out.write(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns how many bytes it has; 0: it is empty. */
  int size() {
    return bytes.size();
  }

  /** Returns its bytes, and leaves it empty. */
  byte[] drain() {
    byte[] all = bytes.toByteArray();
    bytes.reset();
    return all;
  }

  /** Leaves it empty. */
  void clear() {
    bytes.reset();
  }

  /**
   * Reads what {@link #drain} gave, in the order of adding.
   *
   * @throws IllegalStateException when the bytes are none: the topic is ours alone
   */
  static void read(byte[] batch, Taker taker) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(batch))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IllegalStateException("version: " + version + " (expected: " + VERSION + ")");
      }
      while (in.available() > 0) {
        long time = in.readLong();
        byte[] key = new byte[in.readInt()];
        in.readFully(key);
        taker.take(key, time);
      }
    } catch (IOException e) {
      throw new IllegalStateException("a batch of " + batch.length + " bytes is cut", e);
    }
  }
}

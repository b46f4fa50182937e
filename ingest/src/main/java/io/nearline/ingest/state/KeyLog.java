package io.nearline.ingest.state;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Keys with their times, in a file that is only appended to, in the order that they came in: of
 * each the time (8 bytes), a check (4), its length (4), and itself. The newest are in memory until
 * 64 KiB of them are written at once. Not thread-safe.
 *
 * <p>The check is of the key's hash and the time. So what was damaged on disk is found where it is
 * read, instead of being taken for another key.
 *
 * <p>All methods throw {@link UncheckedIOException} when the disk fails, and {@link
 * CorruptKeysException} when what they read isn't what was written.
 */
final class KeyLog {
  private static final int CHECK_AT = Long.BYTES;
  private static final int LENGTH_AT = CHECK_AT + Integer.BYTES;
  private static final int HEADER = LENGTH_AT + Integer.BYTES;
  private static final int BUFFER = 64 * 1024;

  private final Path file;
  private final KeyHash hash;
  private @Nullable FileChannel channel;

  /** What comes after what is in the file. */
  private ByteBuffer tail = ByteBuffer.allocate(0);

  private long written;
  private long forced;

  /** Takes what a log has. */
  @FunctionalInterface
  interface Taker {
    /** Takes an entry: its key, that one's hash, and where it is. */
    void take(byte[] key, long hash, long place);
  }

  /** Is empty; the file is made when something is written to it. */
  KeyLog(Path file, KeyHash hash) {
    this.file = file;
    this.hash = hash;
  }

  /** Returns a log of what a file begins with; what comes after that is cut off. */
  static KeyLog open(Path file, KeyHash hash, long length) {
    KeyLog log = new KeyLog(file, hash);
    try {
      if (!Files.exists(file) || Files.size(file) < length) {
        throw new CorruptKeysException(file + ": shorter than " + length + " bytes");
      }
      log.channel().truncate(length);
    } catch (IOException e) {
      log.close();
      throw log.failed(e);
    }
    log.written = length;
    log.forced = length;
    return log;
  }

  /** Returns the number of bytes. */
  long length() {
    return written + tail.position();
  }

  /** Adds an entry, and returns where it is. */
  long append(byte[] key, long hashed, long time) {
    int size = HEADER + key.length;
    if (tail.remaining() < size) {
      makeRoom(size);
    }
    long place = length();
    tail.putLong(time).putInt(KeyHash.check(hashed, time)).putInt(key.length).put(key);
    return place;
  }

  private void makeRoom(int size) {
    write();
    if (tail.capacity() < size) {
      tail = ByteBuffer.allocate(Math.max(BUFFER, size));
    }
  }

  /**
   * Returns the time of the entry at a place; empty when it is another key's, whose hash is as good
   * as the same.
   */
  OptionalLong time(long place, byte[] key, long hashed) {
    holds(place >= 0 && place + HEADER <= length(), place);
    boolean inMemory = place >= written;
    ByteBuffer entry = inMemory ? tail : read(place, HEADER + key.length);
    int at = inMemory ? (int) (place - written) : 0;
    if (entry.getInt(at + LENGTH_AT) != key.length || !isKey(entry, at + HEADER, key)) {
      holdsAnother(place, hashed);
      return OptionalLong.empty();
    }
    long time = entry.getLong(at);
    holds(entry.getInt(at + CHECK_AT) == KeyHash.check(hashed, time), place);
    return OptionalLong.of(time);
  }

  private static boolean isKey(ByteBuffer entry, int at, byte[] key) {
    return at + key.length <= entry.limit()
        && entry.slice(at, key.length).equals(ByteBuffer.wrap(key));
  }

  /** Another key is looked for by the same half of a hash; else this one was damaged. */
  private void holdsAnother(long place, long hashed) {
    if (place >= written) {
      return;
    }
    int length = read(place, HEADER).getInt(LENGTH_AT);
    holds(length >= 0 && length <= written - place - HEADER, place);
    ByteBuffer entry = read(place, HEADER + length);
    byte[] key = new byte[length];
    entry.get(HEADER, key);
    long other = hash.of(key);
    holds(
        KeyHash.wanted(other) == KeyHash.wanted(hashed)
            && entry.getInt(CHECK_AT) == KeyHash.check(other, entry.getLong(0)),
        place);
  }

  private void holds(boolean whole, long place) {
    if (!whole) {
      throw new CorruptKeysException(file + ": damaged at " + place);
    }
  }

  /** Reads so many bytes of the file, or those until its end. */
  private ByteBuffer read(long place, int bytes) {
    holds(written - place >= HEADER, place);
    ByteBuffer read = ByteBuffer.allocate((int) Math.min(bytes, written - place));
    try {
      while (read.hasRemaining()) {
        int got = channel().read(read, place + read.position());
        if (got < 0) {
          throw new CorruptKeysException(file + ": cut below " + written + " bytes");
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
    return read;
  }

  /** Gives all entries, in their order. */
  void forEach(Taker taker) {
    write();
    if (written == 0) {
      return;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
      for (long place = 0; place < written; ) {
        long time = in.readLong();
        int check = in.readInt();
        int length = in.readInt();
        holds(length >= 0 && length <= written - place - HEADER, place);
        byte[] key = new byte[length];
        in.readFully(key);
        long hashed = hash.of(key);
        holds(check == KeyHash.check(hashed, time), place);
        taker.take(key, hashed, place);
        place += HEADER + length;
      }
    } catch (EOFException e) {
      throw new CorruptKeysException(file + ": cut below " + written + " bytes");
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Writes what is in memory to the file. */
  private void write() {
    if (tail.position() == 0) {
      return;
    }
    ByteBuffer unwritten = tail.duplicate().flip();
    try {
      while (unwritten.hasRemaining()) {
        channel().write(unwritten, written + unwritten.position());
      }
    } catch (IOException e) {
      throw failed(e);
    }
    written += tail.position();
    tail.clear();
  }

  /** Writes all, and returns when it is on disk. */
  void force() {
    write();
    if (forced == written) {
      return;
    }
    try {
      channel().force(false);
    } catch (IOException e) {
      throw failed(e);
    }
    forced = written;
  }

  /** Writes all, and needs little memory until something is added again. */
  void rest() {
    write();
    tail = ByteBuffer.allocate(0);
  }

  private FileChannel channel() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      open =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      channel = open;
    }
    return open;
  }

  /** What is in memory only is lost. */
  void close() {
    Utils.closeQuietly(channel, file.toString());
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException(file + ": " + e.getMessage(), e);
  }
}

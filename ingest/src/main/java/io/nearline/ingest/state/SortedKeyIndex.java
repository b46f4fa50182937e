package io.nearline.ingest.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys of a log that isn't added to any more are: a file of {@link KeyIndex}'s slots,
 * sorted, after a header that tells whether it is whole. In memory are a {@link KeyFilter}, while
 * there is memory for it, and the hash that each block of slots begins with: a look-up reads one
 * block. Without a filter each does. Not thread-safe.
 *
 * <p>All methods throw {@link UncheckedIOException} when the disk fails.
 */
final class SortedKeyIndex {
  private static final int VERSION = 0x6b697801;
  private static final int BLOCK = 128;
  private static final int BLOCK_BYTES = BLOCK * Long.BYTES;
  private static final int CHUNK_BYTES = 64 * BLOCK_BYTES;

  private final Path file;
  private final KeyLog log;
  private final FileChannel channel;
  private final int count;
  private final @Nullable KeyFilter filter;

  /** The hashes that blocks begin with. */
  private final int[] firsts;

  /**
   * What a file begins with.
   *
   * @param count the number of slots
   * @param length the number of bytes of the log
   * @param check the sum of the slots
   */
  private record Header(int count, long length, int check) {
    static final int BYTES = 3 * Integer.BYTES + Long.BYTES;

    ByteBuffer toBytes() {
      ByteBuffer bytes = ByteBuffer.allocate(BYTES);
      return bytes.putInt(VERSION).putInt(count).putLong(length).putInt(check).flip();
    }
  }

  private SortedKeyIndex(Path file, KeyLog log, FileChannel channel, int count, KeyMemory memory) {
    this.file = file;
    this.log = log;
    this.channel = channel;
    this.count = count;
    this.filter = KeyFilter.of(count, memory);
    this.firsts = new int[(count + BLOCK - 1) / BLOCK];
  }

  /** Writes slots, sorted, to a file. */
  static SortedKeyIndex write(Path file, KeyLog log, long[] slots, KeyMemory memory) {
    try {
      FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      SortedKeyIndex index = new SortedKeyIndex(file, log, channel, slots.length, memory);
      try {
        index.write(slots);
      } catch (IOException e) {
        index.close();
        throw e;
      }
      return index;
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** The header comes last: without it the file isn't whole. */
  private void write(long[] slots) throws IOException {
    CRC32C check = new CRC32C();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    for (int from = 0; from < count; from += CHUNK_BYTES / Long.BYTES) {
      chunk.clear();
      int to = Math.min(count, from + CHUNK_BYTES / Long.BYTES);
      for (int i = from; i < to; i++) {
        chunk.putLong(slots[i]);
        take(i, slots[i]);
      }
      check.update(chunk.flip());
      writeAll(chunk.rewind(), Header.BYTES + (long) from * Long.BYTES);
    }
    writeAll(new Header(count, log.length(), (int) check.getValue()).toBytes(), 0);
  }

  private void writeAll(ByteBuffer bytes, long at) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes, at + bytes.position());
    }
  }

  /** Returns what a file has; empty when that isn't whole, or not of all that the log has. */
  static Optional<SortedKeyIndex> read(Path file, KeyLog log, KeyMemory memory) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      Optional<Header> header;
      try {
        header = header(channel, log);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
      if (header.isEmpty()) {
        channel.close();
        return Optional.empty();
      }
      SortedKeyIndex index = new SortedKeyIndex(file, log, channel, header.get().count(), memory);
      try {
        if (index.isWhole(header.get().check())) {
          return Optional.of(index);
        }
      } catch (IOException e) {
        index.close();
        throw e;
      }
      index.close();
      return Optional.empty();
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static Optional<Header> header(FileChannel channel, KeyLog log) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Header.BYTES);
    readAll(channel, bytes, 0);
    if (bytes.hasRemaining() || bytes.flip().getInt() != VERSION) {
      return Optional.empty();
    }
    Header header = new Header(bytes.getInt(), bytes.getLong(), bytes.getInt());
    boolean fits = channel.size() == Header.BYTES + (long) header.count() * Long.BYTES;
    return fits && header.length() == log.length() ? Optional.of(header) : Optional.empty();
  }

  private boolean isWhole(int expected) throws IOException {
    CRC32C check = new CRC32C();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    for (int from = 0; from < count; from += CHUNK_BYTES / Long.BYTES) {
      readAll(channel, chunk.clear(), Header.BYTES + (long) from * Long.BYTES);
      check.update(chunk.flip());
      chunk.rewind();
      for (int i = from; chunk.hasRemaining(); i++) {
        take(i, chunk.getLong());
      }
    }
    return (int) check.getValue() == expected;
  }

  private static void readAll(FileChannel channel, ByteBuffer into, long at) throws IOException {
    int got;
    do {
      got = channel.read(into, at + into.position());
    } while (got >= 0 && into.hasRemaining());
  }

  private void take(int i, long slot) {
    int hash = KeyIndex.hash(slot);
    if (i % BLOCK == 0) {
      firsts[i / BLOCK] = hash;
    }
    if (filter != null) {
      filter.add(hash);
    }
  }

  /**
   * Returns the time of a key in the log; empty when it isn't there.
   *
   * @throws CorruptKeysException when what is read isn't what was written
   */
  OptionalLong time(byte[] key, long hashed) {
    int wanted = KeyHash.wanted(hashed);
    if (filter != null && !filter.mayHave(wanted)) {
      return OptionalLong.empty();
    }
    ByteBuffer slots = ByteBuffer.allocate(BLOCK_BYTES);
    for (int block = block(wanted); block < firsts.length && firsts[block] <= wanted; block++) {
      for (read(block, slots); slots.hasRemaining(); ) {
        long slot = slots.getLong();
        if (KeyIndex.hash(slot) == wanted) {
          OptionalLong time = log.time(KeyIndex.place(slot), key, hashed);
          if (time.isPresent()) {
            return time;
          }
        }
      }
    }
    return OptionalLong.empty();
  }

  /** Returns the first block that may have a hash: the last that begins with a smaller one. */
  private int block(int wanted) {
    int low = 0;
    int high = firsts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (firsts[middle] < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.max(0, low - 1);
  }

  private void read(int block, ByteBuffer slots) {
    int from = block * BLOCK;
    slots.clear().limit(Math.min(BLOCK, count - from) * Long.BYTES);
    try {
      readAll(channel, slots, Header.BYTES + (long) from * Long.BYTES);
    } catch (IOException e) {
      throw failed(file, e);
    }
    if (slots.hasRemaining()) {
      throw new CorruptKeysException(file + ": cut below " + count + " slots");
    }
    slots.flip();
  }

  /** Gives its memory back. */
  void close() {
    if (filter != null) {
      filter.free();
    }
    Utils.closeQuietly(channel, file.toString());
  }

  private static UncheckedIOException failed(Path file, IOException e) {
    return new UncheckedIOException(file + ": " + e.getMessage(), e);
  }
}

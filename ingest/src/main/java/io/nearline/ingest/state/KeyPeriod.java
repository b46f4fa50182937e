package io.nearline.ingest.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The keys of a period: sealed {@link KeyPart}s, and one that is open. Not thread-safe. */
final class KeyPeriod {
  private final Path directory;
  private final long begin;
  private final KeysOnDisk.Settings settings;

  /** The oldest first. */
  private final List<KeyPart> parts = new ArrayList<>();

  /**
   * Has no keys.
   *
   * @param begin its beginning, in epoch milliseconds
   */
  KeyPeriod(Path directory, long begin, KeysOnDisk.Settings settings) {
    this.directory = directory;
    this.begin = begin;
    this.settings = settings;
  }

  /** Returns its beginning, in epoch milliseconds. */
  long begin() {
    return begin;
  }

  /**
   * Opens its next part, which has so many bytes on disk.
   *
   * @throws CorruptKeysException when the disk has less or something else
   */
  void open(long bytes) {
    parts.forEach(KeyPart::seal);
    parts.add(KeyPart.open(directory, nextName(), settings, bytes));
  }

  /** Returns the newest time of a key; empty when it isn't there. */
  OptionalLong time(byte[] key, long hashed) {
    for (int i = parts.size() - 1; i >= 0; i--) {
      OptionalLong time = parts.get(i).time(key, hashed);
      if (time.isPresent()) {
        return time;
      }
    }
    return OptionalLong.empty();
  }

  /** Takes a key and its time. */
  void put(byte[] key, long hashed, long time) {
    if (parts.isEmpty() || !parts.get(parts.size() - 1).put(key, hashed, time)) {
      parts.forEach(KeyPart::seal);
      KeyPart part = KeyPart.create(directory, nextName(), settings);
      parts.add(part);
      part.put(key, hashed, time);
    }
  }

  private String nextName() {
    return begin + "-" + parts.size();
  }

  /** Needs little memory from now on, until a key is put. */
  void rest() {
    parts.forEach(KeyPart::rest);
  }

  /** Returns the number of bytes of each part. */
  List<Long> bytes() {
    return parts.stream().map(KeyPart::bytes).toList();
  }

  /** Returns the files that it has or may have. */
  List<Path> files() {
    return parts.stream().flatMap(part -> part.files().stream()).toList();
  }

  /** Returns when all is on disk. */
  void force() {
    parts.forEach(KeyPart::force);
  }

  /** What wasn't forced may be lost. */
  void close() {
    parts.forEach(KeyPart::close);
  }

  /** Closes it, and deletes its files. */
  void delete() {
    parts.forEach(KeyPart::delete);
  }
}

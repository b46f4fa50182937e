package io.nearline.ingest.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A part of a period's keys: a {@link KeyLog}, and where its keys are. While it is open, that is a
 * {@link KeyIndex} in memory; once it is sealed, a {@link SortedKeyIndex} on disk. Not thread-safe.
 */
final class KeyPart {
  /** Places are as many as an index can tell, with room for the last entry. */
  private static final long MOST_BYTES = 1L << 31;

  private final Path indexFile;
  private final Path logFile;
  private final KeysOnDisk.Settings settings;
  private final KeyLog log;
  private @Nullable KeyIndex open;
  private @Nullable SortedKeyIndex sealed;

  private KeyPart(Path directory, String name, KeysOnDisk.Settings settings, @Nullable Long bytes) {
    this.indexFile = directory.resolve(name + ".index");
    this.logFile = directory.resolve(name + ".log");
    this.settings = settings;
    this.log =
        bytes == null
            ? new KeyLog(logFile, settings.hash())
            : KeyLog.open(logFile, settings.hash(), bytes);
  }

  /** Returns a part that is open, and has no keys. */
  static KeyPart create(Path directory, String name, KeysOnDisk.Settings settings) {
    KeyPart part = new KeyPart(directory, name, settings, null);
    part.open = new KeyIndex(part.log, settings.slots(), settings.indexes());
    return part;
  }

  /**
   * Returns a part whose log has so many bytes: sealed if it was with just these, else open.
   *
   * @throws CorruptKeysException when the disk has less or something else
   */
  static KeyPart open(Path directory, String name, KeysOnDisk.Settings settings, long bytes) {
    KeyPart part = new KeyPart(directory, name, settings, bytes);
    try {
      part.sealed = SortedKeyIndex.read(part.indexFile, part.log, settings.filters()).orElse(null);
      if (part.sealed == null) {
        Files.deleteIfExists(part.indexFile);
        KeyIndex index = new KeyIndex(part.log, settings.slots(), settings.indexes());
        part.open = index;
        part.log.forEach(index::put);
      }
      return part;
    } catch (IOException e) {
      part.close();
      throw new UncheckedIOException(part.indexFile + ": can't be deleted", e);
    } catch (RuntimeException e) {
      part.close();
      throw e;
    }
  }

  /** Returns the number of bytes of its log. */
  long bytes() {
    return log.length();
  }

  /** Returns the time of a key; empty when it isn't there. */
  OptionalLong time(byte[] key, long hashed) {
    KeyIndex index = open;
    if (index != null) {
      return index.time(key, hashed);
    }
    return sealed == null ? OptionalLong.empty() : sealed.time(key, hashed);
  }

  /** Takes a key and its time; returns false, and doesn't, when it is sealed or full. */
  boolean put(byte[] key, long hashed, long time) {
    KeyIndex index = open;
    if (index == null || log.length() >= MOST_BYTES || !index.hasRoom()) {
      return false;
    }
    index.put(key, hashed, log.append(key, hashed, time));
    return true;
  }

  /** Needs little memory from now on, if it needs much. */
  void rest() {
    if (open != null && !open.isSmall()) {
      seal();
    } else {
      log.rest();
    }
  }

  /** Takes no more keys. */
  void seal() {
    KeyIndex index = open;
    if (index != null) {
      log.rest();
      sealed = SortedKeyIndex.write(indexFile, log, index.sorted(), settings.filters());
      open = null;
      index.free();
    }
  }

  /** Returns the files that it has or may have. */
  List<Path> files() {
    return List.of(logFile, indexFile);
  }

  /** Returns when its log is on disk. Its index can be made anew of that. */
  void force() {
    log.force();
  }

  /** What wasn't forced may be lost. */
  void close() {
    log.close();
    if (open != null) {
      open.free();
      open = null;
    }
    if (sealed != null) {
      sealed.close();
      sealed = null;
    }
  }

  /** Closes it, and deletes its files. */
  void delete() {
    close();
    try {
      for (Path file : files()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(logFile + ": can't be deleted", e);
    }
  }
}

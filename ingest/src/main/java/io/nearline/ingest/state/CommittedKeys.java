package io.nearline.ingest.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * What is committed of remembered keys: how far their changelog was read or written then, and how
 * many bytes each part had. It is a file that is replaced as a whole.
 *
 * @param periodMillis how long a period is
 * @param offsets the last offsets of the changelog, as Kafka Streams has them
 * @param periods the numbers of bytes of the parts of each period, by the periods' beginnings in
 *     epoch milliseconds
 */
record CommittedKeys(
    long periodMillis, Map<TopicPartition, Long> offsets, SortedMap<Long, List<Long>> periods) {
  private static final int VERSION = 1;
  private static final String NAME = "committed";

  CommittedKeys {
    offsets = Map.copyOf(offsets);
    periods = Collections.unmodifiableSortedMap(new TreeMap<>(periods));
  }

  /** Returns the same without periods that begin before a time. */
  CommittedKeys from(long begin) {
    return new CommittedKeys(periodMillis, offsets, periods.tailMap(begin));
  }

  /** Returns the number of bytes of all parts. */
  long bytes() {
    return periods.values().stream().flatMap(List::stream).mapToLong(Long::longValue).sum();
  }

  /** Returns a directory's file. */
  static Path file(Path directory) {
    return directory.resolve(NAME);
  }

  /**
   * Reads a directory's; empty when there is none.
   *
   * @throws CorruptKeysException when it isn't what was written
   */
  static Optional<CommittedKeys> read(Path directory) throws IOException {
    Path file = file(directory);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(file);
    int length = bytes.length - Integer.BYTES;
    if (length < 0 || ByteBuffer.wrap(bytes).getInt(length) != check(bytes, length)) {
      throw new CorruptKeysException(file + ": damaged");
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length));
    int version = in.readInt();
    if (version != VERSION) {
      throw new CorruptKeysException(file + ": version " + version);
    }
    return Optional.of(new CommittedKeys(in.readLong(), readOffsets(in), readPeriods(in)));
  }

  private static Map<TopicPartition, Long> readOffsets(DataInputStream in) throws IOException {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      offsets.put(new TopicPartition(in.readUTF(), in.readInt()), in.readLong());
    }
    return offsets;
  }

  private static SortedMap<Long, List<Long>> readPeriods(DataInputStream in) throws IOException {
    SortedMap<Long, List<Long>> periods = new TreeMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      long begin = in.readLong();
      List<Long> parts = new ArrayList<>();
      for (int part = in.readInt(); part > 0; part--) {
        parts.add(in.readLong());
      }
      periods.put(begin, List.copyOf(parts));
    }
    return periods;
  }

  /** Replaces a directory's, and returns when it is on disk. */
  void write(Path directory) throws IOException {
    Path temporary = directory.resolve(NAME + ".tmp");
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(toBytes());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Utils.atomicMoveWithFallback(temporary, file(directory));
  }

  /** Deletes a directory's, if there is one. */
  static void delete(Path directory) throws IOException {
    Files.deleteIfExists(file(directory));
  }

  private byte[] toBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(VERSION);
    out.writeLong(periodMillis);
    out.writeInt(offsets.size());
    for (Map.Entry<TopicPartition, Long> offset : offsets.entrySet()) {
      out.writeUTF(offset.getKey().topic());
      out.writeInt(offset.getKey().partition());
      out.writeLong(offset.getValue());
    }
    out.writeInt(periods.size());
    for (Map.Entry<Long, List<Long>> period : periods.entrySet()) {
      out.writeLong(period.getKey());
      out.writeInt(period.getValue().size());
      for (long part : period.getValue()) {
        out.writeLong(part);
      }
    }
    out.writeInt(check(bytes.toByteArray(), bytes.size()));
    return bytes.toByteArray();
  }

  private static int check(byte[] bytes, int length) {
    CRC32C check = new CRC32C();
    check.update(bytes, 0, length);
    return (int) check.getValue();
  }
}

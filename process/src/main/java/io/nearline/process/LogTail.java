package io.nearline.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a child has written to its log since it was started; earlier runs may have left theirs
 * before that.
 */
final class LogTail {
  private static final int LONGEST_END = 64 * 1024;

  private final Path file;
  private final long start;
  private long searched;

  /** The part of {@code file} from its present end onwards. */
  LogTail(Path file) throws IOException {
    this.file = file;
    this.start = Files.exists(file) ? Files.size(file) : 0;
    this.searched = start;
  }

  /** The first complete line with this prefix among those not searched before. */
  Optional<String> find(String prefix) {
    String fresh = read(searched, Files.exists(file) ? size() : searched);
    int from = 0;
    for (int end = fresh.indexOf('\n'); end >= 0; end = fresh.indexOf('\n', from)) {
      String line = fresh.substring(from, end);
      searched += line.getBytes(StandardCharsets.UTF_8).length + 1;
      from = end + 1;
      if (line.startsWith(prefix)) {
        return Optional.of(line.stripTrailing());
      }
    }
    return Optional.empty();
  }

  /** The last {@code count} lines, or fewer; of very long ones the end. */
  List<String> last(int count) {
    long end = Files.exists(file) ? size() : start;
    List<String> lines = read(Math.max(start, end - LONGEST_END), end).lines().toList();
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }

  private long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String read(long from, long to) {
    if (to <= from) {
      return "";
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[Math.toIntExact(to - from)];
      log.seek(from);
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

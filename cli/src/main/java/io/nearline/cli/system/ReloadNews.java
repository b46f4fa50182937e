package io.nearline.cli.system;

import io.nearline.process.DaemonTimer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ingest and the server write into their logs when they read their configuration again: that
 * it is taken, or why it is not. Whoever has changed it looks at the terminal, not at the logs.
 */
final class ReloadNews implements AutoCloseable {
  private static final long PAUSE_MILLIS = 500;

  /** A line that begins an entry: its time, its level, who writes it, and what. */
  private static final Pattern ENTRY =
      Pattern.compile("[0-9][0-9T:.Z+-]* (?:TRACE|DEBUG|INFO|WARN|ERROR) +(\\w+)(?::| -) (.*)");

  private static final Pattern OF_RELOADS =
      Pattern.compile("CatalogueReload|ConfigurationWatch|ConfigurationReload");

  private final List<Log> logs;
  private final ScheduledExecutorService timer = DaemonTimer.named("reload-news");

  private ReloadNews(List<Log> logs) {
    this.logs = logs;
  }

  /**
   * Begins to look at what is written from now on.
   *
   * @param directory where the logs are
   * @param news is told, a line at a time
   */
  static ReloadNews begin(Path directory, Consumer<String> news) {
    ReloadNews reloads = of(directory, news);
    var unused =
        reloads.timer.scheduleWithFixedDelay(
            reloads::look, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    return reloads;
  }

  /** Makes one that looks when it is told to. */
  static ReloadNews of(Path directory, Consumer<String> news) {
    return new ReloadNews(
        List.of(new Log("server", directory, news), new Log("ingest", directory, news)));
  }

  /** Tells what has come since the last time. */
  void look() {
    logs.forEach(Log::look);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** The log of one process. An entry may have several lines. */
  private static final class Log {
    private final String process;
    private final Path file;
    private final Consumer<String> news;
    private long read;
    private boolean telling;

    Log(String process, Path directory, Consumer<String> news) {
      this.process = process;
      this.file = directory.resolve(process + ".log");
      this.news = news;
      this.read = size();
    }

    void look() {
      String fresh = fresh();
      String whole = fresh.substring(0, fresh.lastIndexOf('\n') + 1);
      read += whole.getBytes(StandardCharsets.UTF_8).length;
      whole.lines().forEach(this::line);
    }

    private void line(String line) {
      Matcher entry = ENTRY.matcher(line);
      if (entry.matches()) {
        telling = OF_RELOADS.matcher(entry.group(1)).matches();
        if (telling) {
          news.accept(process + ": " + entry.group(2));
        }
      } else if (telling) {
        news.accept("  " + line);
      }
    }

    private String fresh() {
      long size = size();
      if (size <= read) {
        return "";
      }
      try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
        byte[] bytes = new byte[Math.toIntExact(Math.min(size - read, 1 << 20))];
        log.seek(read);
        log.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private long size() {
      try {
        return Files.exists(file) ? Files.size(file) : 0;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

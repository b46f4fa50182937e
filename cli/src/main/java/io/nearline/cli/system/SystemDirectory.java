package io.nearline.cli.system;

import io.nearline.cli.CommandException;
import io.nearline.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The directory of a system, held by one launcher. It remembers the launcher's children: when a
 * launcher was killed, its children end by themselves, but not at once.
 */
public final class SystemDirectory implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String CHILDREN = "children";
  private static final Duration LAST_WORDS = Duration.ofSeconds(30);

  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private SystemDirectory(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Makes the directory if need be, and holds it until {@link #close()} or this JVM's end.
   *
   * @throws CommandException when another launcher holds it, or children of the last one don't end
   */
  public static SystemDirectory hold(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw CommandException.usage(
            path + " is held by another ./nearline (expected: a directory of its own)");
      }
      SystemDirectory directory = new SystemDirectory(path, channel, lock);
      Endpoints.delete(path);
      directory.awaitEarlierChildren();
      return directory;
    } catch (IOException e) {
      throw CommandException.usage(path + ": can't be used: " + e);
    }
  }

  /** Whether a launcher's children live in a directory, such as before all are ready. */
  static boolean hasChildren(Path path) {
    try {
      return earlierChildren(path.resolve(CHILDREN)).values().stream()
          .anyMatch(ProcessHandle::isAlive);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes all that is in it. */
  public void clear() {
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        if (!each.equals(path) && !each.equals(path.resolve(LOCK))) {
          Files.delete(each);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Remembers a child. */
  void remember(ChildProcess child) {
    ProcessHandle.of(child.pid())
        .flatMap(process -> process.info().startInstant())
        .ifPresent(start -> append(child.name() + " " + child.pid() + " " + start));
  }

  /** Forgets all children: they have ended. */
  void forget() {
    try {
      Files.deleteIfExists(children());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void append(String line) {
    try {
      Files.writeString(
          children(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitEarlierChildren() throws IOException {
    earlierChildren(children()).forEach(SystemDirectory::awaitEnd);
    forget();
  }

  /** Returns those that haven't ended, by their lines in the file, which need not be there. */
  private static Map<String, ProcessHandle> earlierChildren(Path file) throws IOException {
    Map<String, ProcessHandle> children = new LinkedHashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        earlierChild(line.split(" ", 3)).ifPresent(process -> children.put(line, process));
      }
    }
    return children;
  }

  private static Optional<ProcessHandle> earlierChild(String[] nameAndPidAndStart) {
    if (nameAndPidAndStart.length < 3) {
      return Optional.empty(); // the launcher was killed while it wrote
    }
    Instant start = Instant.parse(nameAndPidAndStart[2]);
    return ProcessHandle.of(Long.parseLong(nameAndPidAndStart[1]))
        .filter(process -> process.info().startInstant().equals(Optional.of(start)));
  }

  private static void awaitEnd(String line, ProcessHandle process) {
    try {
      process.onExit().get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw CommandException.failed("still running from last time: " + line);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted", e);
    }
  }

  private Path children() {
    return path.resolve(CHILDREN);
  }
}

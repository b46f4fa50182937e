package io.nearline.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * The directory of a stack, held for this process alone until it ends. It belongs to one base port:
 * the tables in it name the address of Kafka, and Pinot's instances are known by their ports.
 */
final class StackDirectory {
  // A stack whose launcher was killed a moment ago is still ending.
  private static final Duration LOCK_WAIT = Duration.ofSeconds(5);
  private static final Duration LOCK_POLL = Duration.ofMillis(50);

  private final Path root;

  // Open, and with it the lock, until this process ends or nobody refers to this object.
  @SuppressWarnings("UnusedVariable")
  private final FileChannel lock;

  private StackDirectory(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Takes the directory, making it if need be. Waits up to 5 s for a process that has it.
   *
   * @throws UsageException if another process has it, or if its base port is another
   */
  static StackDirectory take(StackOptions options) throws IOException, InterruptedException {
    Path root = Files.createDirectories(options.directory());
    StackDirectory directory = new StackDirectory(root, lock(root));
    directory.requireBasePort(options.basePort());
    return directory;
  }

  /** Gives the directory to a base port, and removes what an earlier process announced in it. */
  void claim(int basePort) throws IOException {
    Files.deleteIfExists(announcement());
    Files.writeString(basePortFile(), basePort + "\n");
  }

  /** The directory of a part of the stack. */
  Path of(String part) {
    return root.resolve(part);
  }

  /** Publishes the text of {@code stack.json}: a reader sees all of it or none. */
  void announce(String json) throws IOException {
    Path draft = root.resolve("stack.json.new");
    Files.writeString(draft, json);
    Files.move(draft, announcement(), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path announcement() {
    return root.resolve("stack.json");
  }

  private static FileChannel lock(Path root) throws IOException, InterruptedException {
    FileChannel channel =
        FileChannel.open(
            root.resolve("stack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    long deadline = System.nanoTime() + LOCK_WAIT.toNanos();
    while (channel.tryLock() == null) {
      if (System.nanoTime() - deadline > 0) {
        channel.close();
        throw new UsageException("--dir: " + root + " is in use by another stack");
      }
      Thread.sleep(LOCK_POLL.toMillis());
    }
    return channel;
  }

  private void requireBasePort(int basePort) throws IOException {
    if (!Files.exists(basePortFile())) {
      return;
    }
    String owner = Files.readString(basePortFile()).strip();
    if (!owner.equals(Integer.toString(basePort))) {
      throw new UsageException(
          "--base-port: "
              + basePort
              + " (expected: "
              + owner
              + ", with which "
              + root
              + " was made, or another directory)");
    }
  }

  private Path basePortFile() {
    return root.resolve("base-port");
  }
}

package io.nearline.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The launcher's side of one child. Its output goes to a log file, and its standard input is a pipe
 * that stays open for as long as the launcher lives and the child isn't stopped; see {@link
 * ParentPipe} for the child's side.
 *
 * <p>Safe for use by many threads, except that one thread at a time may wait for readiness.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration KILL = Duration.ofSeconds(10);
  private static final int TAIL_LINES = 40;

  /** How long {@link #close()} lets the child take. */
  public static final Duration GRACE = Duration.ofSeconds(10);

  private final String name;
  private final Process process;
  private final Path logFile;
  private final LogTail log;

  private ChildProcess(String name, Process process, Path logFile, LogTail log) {
    this.name = name;
    this.process = process;
    this.logFile = logFile;
    this.log = log;
  }

  /**
   * Starts a JVM that ends with this one.
   *
   * @param name what to call it in messages
   * @param log the file that its output is appended to; its directory is made if need be
   * @throws UncheckedIOException if it can't be started, or the log can't be written
   */
  public static ChildProcess start(String name, JavaCommand command, Path log) {
    return start(name, command.line(), Map.of(), log);
  }

  /**
   * Starts a program that ends with this one, if it watches its {@link ParentPipe}.
   *
   * @param name what to call it in messages
   * @param environment variables to add to this process's own
   * @param log the file that its output is appended to; its directory is made if need be
   * @throws UncheckedIOException if it can't be started, or the log can't be written
   */
  public static ChildProcess start(
      String name, List<String> commandLine, Map<String, String> environment, Path log) {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      LogTail tail = new LogTail(log);
      ProcessBuilder builder = new ProcessBuilder(commandLine);
      builder.environment().putAll(environment);
      builder.environment().put(ParentPipe.VARIABLE, "1");
      builder
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      return new ChildProcess(name, builder.start(), log, tail);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " can't be started: " + e.getMessage(), e);
    }
  }

  /** What it is called in messages. */
  public String name() {
    return name;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Where its output goes. */
  public Path log() {
    return logFile;
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its exit code as soon as it has ended, for whatever reason; above 128 after a signal. */
  public CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /**
   * Waits until the child says in its log that it is ready.
   *
   * @param prefix how the line begins
   * @return the line
   * @throws ChildFailedException if the child ends, or doesn't say so within {@code bound}
   */
  public String awaitLine(String prefix, Duration bound) {
    return await(() -> log.find(prefix), bound, "a line '" + prefix + "…'");
  }

  /**
   * Waits until a probe succeeds, which is asked every 20 ms.
   *
   * @throws ChildFailedException if the child ends, or the probe doesn't succeed within {@code
   *     bound}
   */
  public void awaitReady(BooleanSupplier probe, Duration bound) {
    await(() -> probe.getAsBoolean() ? Optional.of(true) : Optional.empty(), bound, "ready");
  }

  /**
   * Waits until the child has done what it was started for.
   *
   * @throws ChildFailedException if it ends otherwise than with {@link ExitCode#DONE}, or not
   *     within {@code bound}
   */
  public void awaitDone(Duration bound) {
    if (!awaitExit(bound)) {
      throw failed("was not done within " + bound.toMillis() + " ms");
    }
    if (process.exitValue() != ExitCode.DONE.code()) {
      throw failed("ended with code " + process.exitValue());
    }
  }

  /**
   * Closes the child's pipe, which it takes as the wish to end in order. What is alive of it and
   * its descendants after {@code grace} is killed.
   *
   * @return whether the child ended by itself
   */
  public boolean stop(Duration grace) {
    List<ProcessHandle> descendants = descendants();
    try {
      process.getOutputStream().close();
    } catch (IOException alreadyBroken) {
      // The child has closed its end: it knows, or is gone.
    }
    boolean byItself = awaitExit(grace);
    kill();
    descendants.forEach(ProcessHandle::destroyForcibly);
    return byItself;
  }

  /** Stops the child within {@link #GRACE}. */
  @Override
  public void close() {
    stop(GRACE);
  }

  /** Kills the child and all its descendants at once, and waits until the child is gone. */
  public void kill() {
    // In this order: the descendants of a dead child are nobody's.
    descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    if (!awaitExit(KILL)) {
      throw new IllegalStateException(name + " (pid " + pid() + ") survived being killed");
    }
  }

  private List<ProcessHandle> descendants() {
    try (Stream<ProcessHandle> descendants = process.descendants()) {
      return descendants.toList();
    }
  }

  private <T> T await(Supplier<Optional<T>> probe, Duration bound, String expectation) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (true) {
      // In this order, so that the last words of an ended child are still heard.
      boolean alive = isAlive();
      Optional<T> found = probe.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (!alive) {
        throw failed("ended with code " + process.exitValue() + " before it was ready");
      }
      if (System.nanoTime() - deadline > 0) {
        throw failed(
            "was not ready within " + bound.toMillis() + " ms (expected: " + expectation + ")");
      }
      awaitExit(POLL);
    }
  }

  private boolean awaitExit(Duration bound) {
    try {
      return process.waitFor(bound.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + name, e);
    }
  }

  private ChildFailedException failed(String what) {
    List<String> tail = log.last(TAIL_LINES);
    String words = tail.isEmpty() ? " is empty" : " ends with\n  " + String.join("\n  ", tail);
    return new ChildFailedException(name + " " + what + "; its log " + logFile + words);
  }
}

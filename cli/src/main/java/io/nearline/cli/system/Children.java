package io.nearline.cli.system;

import io.nearline.cli.CommandException;
import io.nearline.process.ChildFailedException;
import io.nearline.process.ChildProcess;
import io.nearline.process.ExitCode;
import io.nearline.process.JavaCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** The children of this launcher, stopped in the opposite order of their starts. Thread-safe. */
public final class Children {
  private final SystemDirectory directory;
  private final Path logs;
  private final Deque<ChildProcess> running = new ArrayDeque<>();
  private final CompletableFuture<ChildProcess> firstEnd = new CompletableFuture<>();
  private boolean stopping;

  /** No children yet; their logs go to {@code logs}. */
  public Children(SystemDirectory directory, Path logs) {
    this.directory = directory;
    this.logs = logs;
  }

  /**
   * Starts a child that stays.
   *
   * @throws CommandException when all are being stopped
   */
  public ChildProcess start(String name, JavaCommand command) {
    ChildProcess child = launch(name, command);
    var unused = child.exit().thenRun(() -> firstEnd.complete(child));
    return child;
  }

  /**
   * Starts a child that ends once it has done what it is for; its end is no {@link #firstEnd()}.
   *
   * @throws CommandException when all are being stopped
   */
  synchronized ChildProcess launch(String name, JavaCommand command) {
    if (stopping) {
      throw CommandException.failed("stopped while starting " + name);
    }
    ChildProcess child = ChildProcess.start(name, command, logs.resolve(name + ".log"));
    running.push(child);
    directory.remember(child);
    return child;
  }

  /**
   * Returns the first child that was to stay and ends, for whatever reason, as soon as one does.
   */
  CompletableFuture<ChildProcess> firstEnd() {
    return firstEnd.copy();
  }

  /** Stops all. What doesn't end in time is killed. */
  public synchronized void stop(Duration graceEach) {
    stopping = true;
    while (!running.isEmpty()) {
      running.pop().stop(graceEach);
    }
    directory.forget();
  }

  /**
   * Runs a wait for a child. When the child has ended because of its configuration, so does this
   * command.
   */
  public static void await(ChildProcess child, Runnable wait) {
    try {
      wait.run();
    } catch (ChildFailedException e) {
      if (!child.isAlive() && child.exit().join() == ExitCode.USAGE.code()) {
        throw CommandException.usage(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }
}

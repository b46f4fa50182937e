package io.nearline.cli.reprocess;

import io.nearline.cli.CommandException;
import io.nearline.process.ExitCode;
import io.nearline.schemas.controller.PinotControllerException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits as long as it takes, and says now and then what for. */
final class Waiting {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final Duration REPEAT = Duration.ofSeconds(30);

  private final PrintStream out;
  private long said = System.nanoTime();
  private String last = "";
  private String problem = "";

  Waiting(PrintStream out) {
    this.out = out;
  }

  /** Says something now. */
  void say(String line) {
    out.println(line);
    out.flush();
    said = System.nanoTime();
    last = line;
  }

  /**
   * Waits for a condition. Who can't be asked is asked again.
   *
   * @param state what to say meanwhile
   */
  void until(BooleanSupplier done, Supplier<String> state) {
    while (!isDone(done)) {
      long quiet = System.nanoTime() - said;
      if (quiet > QUIET.toNanos()) {
        String line = "  " + (problem.isEmpty() ? state.get() : problem);
        if (!line.equals(last) || quiet > REPEAT.toNanos()) {
          say(line);
        }
      }
      pause(PAUSE);
    }
  }

  private boolean isDone(BooleanSupplier done) {
    try {
      boolean isDone = done.getAsBoolean();
      problem = "";
      return isDone;
    } catch (CommandException e) {
      if (e.code() != ExitCode.FAILED || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      problem = String.valueOf(e.getMessage());
    } catch (PinotControllerException e) {
      problem = String.valueOf(e.getMessage());
    }
    return false;
  }

  /** Does nothing for a time. */
  static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted", e);
    }
  }
}

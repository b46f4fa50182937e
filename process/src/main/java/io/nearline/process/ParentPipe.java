package io.nearline.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Ties a process to the one that launched it: the launcher holds the writing end of the child's
 * standard input and never writes; whichever way the launcher ends, {@code kill -9} included, the
 * operating system closes that end, and the child goes too.
 *
 * <p>Only a child whose environment has {@link #VARIABLE} set to {@code 1} does so; {@link
 * ChildProcess} sets it. A process started by hand, whose standard input may well be closed, stays.
 */
public final class ParentPipe {
  /** The environment variable that, set to {@code 1}, asks for this. */
  public static final String VARIABLE = "NEARLINE_EXIT_WITH_PARENT";

  private ParentPipe() {}

  /**
   * Begins to watch the standard input, if the environment asks for it. Belongs at the very
   * beginning of {@code main}, so that no launcher dies unnoticed.
   *
   * @param shutdown what to do when the pipe closes, before this JVM is halted with code 0; must
   *     not rely on the launcher, nor on standard output. Shutdown hooks don't run.
   * @param grace how long {@code shutdown} may take; the JVM is halted with code 1 when it takes
   *     longer or throws
   * @return whether it watches
   */
  public static boolean watch(Runnable shutdown, Duration grace) {
    if (!"1".equals(System.getenv(VARIABLE))) {
      return false;
    }
    daemon("parent-pipe", () -> haltAtEnd(System.in, shutdown, grace));
    return true;
  }

  private static void haltAtEnd(InputStream pipe, Runnable shutdown, Duration grace) {
    awaitEnd(pipe);
    daemon(
        "parent-pipe-grace",
        () -> {
          sleep(grace);
          Runtime.getRuntime().halt(ExitCode.FAILED.code());
        });
    ExitCode code = ExitCode.FAILED;
    try {
      shutdown.run();
      code = ExitCode.DONE;
    } finally {
      Runtime.getRuntime().halt(code.code());
    }
  }

  private static void awaitEnd(InputStream pipe) {
    byte[] ignored = new byte[256];
    try {
      while (pipe.read(ignored) >= 0) {
        // What a launcher may write has no meaning.
      }
    } catch (IOException brokenPipe) {
      // The end of the pipe as well.
    }
  }

  private static void daemon(String name, Runnable action) {
    Thread thread = new Thread(action, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.nearline.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A child for {@link ParentPipeTest}: says whether it watches, and never ends by itself. */
final class PipeChild {
  private PipeChild() {}

  /**
   * Takes a directory, in which it leaves the file {@code shut-down}, and optionally how its
   * shutdown fails.
   */
  public static void main(String[] arguments) throws InterruptedException {
    Path directory = Path.of(arguments[0]);
    String fault = arguments.length > 1 ? arguments[1] : "none";
    Duration grace = fault.equals("hangs") ? Duration.ofMillis(500) : TestJava.BOUND;
    boolean watches = ParentPipe.watch(() -> shutdown(directory, fault), grace);
    System.out.println(watches ? "watching" : "on its own");
    new CountDownLatch(1).await();
  }

  private static void shutdown(Path directory, String fault) {
    switch (fault) {
      case "throws" -> throw new IllegalStateException("a fault");
      case "hangs" -> await();
      default -> {
        try {
          Files.writeString(directory.resolve("shut-down"), "");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.nearline.server.pinot;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Waits for statements in tests. */
public final class Outcome {
  private Outcome() {}

  /** Returns a stage's value. */
  public static <T> T of(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  /** Asks until there is a value, within a bound. */
  public static <T> T eventually(Duration bound, Supplier<CompletionStage<T>> question) {
    Deadline patience = Deadline.after(bound);
    while (true) {
      try {
        return of(question.get());
      } catch (CompletionException e) {
        if (patience.remainingMillis() <= 0) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  /** Returns what a stage failed with. */
  public static PinotException failure(CompletionStage<?> stage) {
    try {
      Object value = stage.toCompletableFuture().join();
      throw new AssertionError("a failure was expected, not " + value);
    } catch (CompletionException e) {
      if (e.getCause() instanceof PinotException failure) {
        return failure;
      }
      throw e;
    }
  }
}

package io.nearline.server.pinot;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits for statements in tests. */
public final class Outcome {
  private Outcome() {}

  /** Returns a stage's value. */
  public static <T> T of(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
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

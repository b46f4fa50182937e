package io.nearline.server.batch;

import io.nearline.server.batch.AskedStatement.FilledException;
import io.nearline.server.pinot.PinotException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A lookup whose statements are on their way. Thread-safe. */
public final class PendingLookup {
  private volatile SentForm sent;
  private final CompletableFuture<LookupAnswer> answer = new CompletableFuture<>();

  private PendingLookup(SentForm sent) {
    this.sent = sent;
  }

  /** Waits for a form. */
  static PendingLookup of(SentForm sent) {
    PendingLookup pending = new PendingLookup(sent);
    pending.complete();
    return pending;
  }

  /**
   * Waits for a form that may fail by a {@link FilledException}.
   *
   * @param learn is told what it brings otherwise
   * @param otherwise sends another form in its place
   */
  static PendingLookup of(
      SentForm first, Consumer<LookupAnswer> learn, Supplier<SentForm> otherwise) {
    PendingLookup pending = new PendingLookup(first);
    var unused =
        first
            .answer()
            .whenComplete(
                (came, failure) -> {
                  if (isFilled(failure)) {
                    pending.replace(otherwise);
                    return;
                  }
                  if (came != null) {
                    learn.accept(came);
                  }
                  pending.complete(came, failure);
                });
    return pending;
  }

  private static boolean isFilled(@Nullable Throwable failure) {
    return failure instanceof CompletionException
        ? failure.getCause() instanceof FilledException
        : failure instanceof FilledException;
  }

  private void replace(Supplier<SentForm> otherwise) {
    try {
      sent = otherwise.get();
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
      return;
    }
    complete();
  }

  private void complete() {
    var unused = sent.answer().whenComplete(this::complete);
  }

  private void complete(@Nullable LookupAnswer came, @Nullable Throwable failure) {
    if (came != null) {
      answer.complete(came);
    } else {
      answer.completeExceptionally(
          failure == null ? new IllegalStateException("neither answer nor failure") : failure);
    }
  }

  /**
   * Returns a stage of the whole answer; it fails with a {@link PinotException} when any part
   * fails, unless the lookup is content with its best effort.
   */
  public CompletionStage<LookupAnswer> answer() {
    return answer;
  }

  /** Returns how many statements are over. */
  public int over() {
    return sent.over();
  }

  /**
   * Returns the answers of the statements that are over.
   *
   * @param cause why the others' are not waited for
   */
  public LookupAnswer soFar(PinotException cause) {
    return sent.soFar(cause);
  }
}

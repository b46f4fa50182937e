package io.nearline.server.batch;

import io.nearline.server.batch.AskedStatement.FilledException;
import io.nearline.server.pinot.PinotException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A lookup whose statements are on their way. Thread-safe. */
public final class PendingLookup {
  private final SentForm first;
  private final boolean isLastForm;
  private volatile @Nullable SentForm second;
  private final CompletableFuture<LookupAnswer> answer = new CompletableFuture<>();

  private PendingLookup(SentForm first, boolean isLastForm) {
    this.first = first;
    this.isLastForm = isLastForm;
  }

  /** Waits for a form. */
  static PendingLookup of(SentForm sent) {
    PendingLookup pending = new PendingLookup(sent, /* isLastForm= */ true);
    pending.completeBy(sent);
    return pending;
  }

  /**
   * Waits for a form that may fail by a {@link FilledException}.
   *
   * @param learn is told what it brings otherwise
   * @param otherwise sends another form in place of what was filled
   */
  static PendingLookup of(
      SentForm first, Consumer<LookupAnswer> learn, Function<FilledException, SentForm> otherwise) {
    PendingLookup pending = new PendingLookup(first, /* isLastForm= */ false);
    var unused =
        first
            .answer()
            .whenComplete(
                (came, failure) -> {
                  if (failure != null && Blame.cause(failure) instanceof FilledException filled) {
                    pending.replace(() -> otherwise.apply(filled));
                    return;
                  }
                  pending.complete(came, failure);
                  if (came != null) {
                    learn.accept(came);
                  }
                });
    return pending;
  }

  private void replace(Supplier<SentForm> otherwise) {
    SentForm other;
    try {
      other = otherwise.get();
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
      return;
    }
    second = other;
    completeBy(other);
  }

  private void completeBy(SentForm sent) {
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

  /**
   * Returns the statements that were sent at once: stages that complete when they, and what may be
   * sent in their place, are over.
   */
  public List<? extends CompletionStage<?>> statements() {
    SentForm other = second;
    if (other != null) {
      return other.atOnce();
    }
    return isLastForm ? first.atOnce() : Collections.nCopies(first.atOnce().size(), answer);
  }

  /** Returns how many statements of all forms are over: the more, the more came. */
  public int over() {
    SentForm other = second;
    return first.over() + (other == null ? 0 : other.over());
  }

  private SentForm sent() {
    SentForm other = second;
    return other == null ? first : other;
  }

  /**
   * Returns the answers of the statements that are over.
   *
   * @param cause why the others' are not waited for
   */
  public LookupAnswer soFar(PinotException cause) {
    return sent().soFar(cause);
  }
}

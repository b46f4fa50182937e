package io.nearline.server.batch;

import io.nearline.server.batch.StatementAnswer.Shortfall;
import io.nearline.server.pinot.PinotException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A lookup whose statements are on their way. Thread-safe. */
public final class PendingLookup {
  private final int entities;
  private final List<CompletableFuture<StatementAnswer>> statements;

  PendingLookup(int entities, List<CompletableFuture<StatementAnswer>> statements) {
    this.entities = entities;
    this.statements = List.copyOf(statements);
  }

  /**
   * Returns a stage of the whole answer; it fails with a {@link PinotException} when any part
   * fails, unless the lookup is content with its best effort.
   */
  public CompletionStage<LookupAnswer> answer() {
    return Lookups.inOrder(statements).thenApply(LookupAnswer::new);
  }

  /** Returns how many statements are over. */
  public int over() {
    return (int) statements.stream().filter(CompletableFuture::isDone).count();
  }

  /**
   * Returns the answers of the statements that are over.
   *
   * @param cause why the others' are not waited for
   */
  public LookupAnswer soFar(PinotException cause) {
    StatementAnswer missing =
        new StatementAnswer(List.of(), List.of(new Shortfall(0, entities, cause)));
    return new LookupAnswer(
        statements.stream()
            .map(
                statement ->
                    statement.isCompletedExceptionally() ? missing : statement.getNow(missing))
            .toList());
  }
}

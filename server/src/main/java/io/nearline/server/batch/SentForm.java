package io.nearline.server.batch;

import io.nearline.server.batch.StatementAnswer.Shortfall;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.plan.LookupForm;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * A form of a lookup whose statements are on their way. Thread-safe.
 *
 * @param form the form
 * @param entities how many entities are asked about
 * @param atOnce the statements that were sent at once, each chunk of keys being one: stages that
 *     complete when they, and what follows them, are over
 * @param statements the answers in the order of the form's statements
 */
record SentForm(
    LookupForm form,
    int entities,
    List<CompletableFuture<StatementAnswer>> atOnce,
    List<CompletableFuture<StatementAnswer>> statements) {

  /** Copies. */
  SentForm {
    atOnce = List.copyOf(atOnce);
    statements = List.copyOf(statements);
  }

  /** Returns a stage of the whole answer, which fails when any part does. */
  CompletionStage<LookupAnswer> answer() {
    return Lookups.inOrder(statements).thenApply(parts -> new LookupAnswer(form, parts));
  }

  /** Returns how many statements are over. */
  int over() {
    return (int) statements.stream().filter(CompletableFuture::isDone).count();
  }

  /**
   * Returns the answers of the statements that are over.
   *
   * @param cause why the others' are not waited for
   */
  LookupAnswer soFar(PinotException cause) {
    StatementAnswer missing =
        new StatementAnswer(List.of(), List.of(new Shortfall(0, entities, cause)));
    return new LookupAnswer(
        form, statements.stream().map(statement -> now(statement, missing)).toList());
  }

  /** Looks once: a statement may end at any time. */
  private static StatementAnswer now(
      CompletableFuture<StatementAnswer> statement, StatementAnswer missing) {
    try {
      return statement.getNow(missing);
    } catch (CompletionException | CancellationException e) {
      return missing;
    }
  }
}

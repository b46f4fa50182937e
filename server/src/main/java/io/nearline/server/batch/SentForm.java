package io.nearline.server.batch;

import io.nearline.server.batch.StatementAnswer.Shortfall;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.plan.LookupForm;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A form of a lookup whose statements are on their way. Thread-safe.
 *
 * @param form the form
 * @param entities how many entities are asked about
 * @param statements the answers in the order of the form's statements
 */
record SentForm(
    LookupForm form, int entities, List<CompletableFuture<StatementAnswer>> statements) {

  /** Copies. */
  SentForm {
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
        form,
        statements.stream()
            .map(
                statement ->
                    statement.isCompletedExceptionally() ? missing : statement.getNow(missing))
            .toList());
  }
}

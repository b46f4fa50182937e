package io.nearline.server.batch;

import io.nearline.server.batch.AskedStatement.Overflow;
import io.nearline.server.pinot.PinotBroker;
import io.nearline.server.plan.Instant;
import io.nearline.server.plan.LookupForm;
import io.nearline.server.plan.LookupPlan;
import io.nearline.server.plan.RowForm;
import io.nearline.server.sql.EntityKeys;
import io.nearline.server.sql.RowStatement;
import io.nearline.server.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Sends lookups, each in the form that is expected to be the cheaper one: by one fetch of rows
 * where that pays, else by aggregates. A fetch that brings more rows than pay is thrown away, and
 * the aggregates are sent.
 *
 * <p>The statements of a form are sent each in chunks of keys, all at once and for the same
 * instant; but the entities of one root key are asked for together, which is one scan of its
 * actions, and the chunks of a row fetch, whose answers are large, one after the other, each of as
 * many keys as its limit is {@linkplain RowsExpected expected} to have room for. {@link
 * AskedStatement} says what becomes of an answer that may be cut off. Thread-safe; nothing blocks.
 */
public final class Lookups {
  private final PinotBroker broker;
  private final int rootKeysPerStatement;
  private final int rowsOfCall;
  private final RowsExpected rowsExpected = new RowsExpected();

  /**
   * Sends to a broker.
   *
   * @param rootKeysPerStatement the most root keys in one statement
   * @param rowsOfCall the most rows of all row fetches of one lookup
   */
  public Lookups(PinotBroker broker, int rootKeysPerStatement, int rowsOfCall) {
    this.broker = broker;
    this.rootKeysPerStatement = rootKeysPerStatement;
    this.rowsOfCall = rowsOfCall;
  }

  /** Returns how many root keys one statement should ask for at most, as things are. */
  public int keysPerStatement(Statement statement) {
    return statement instanceof RowStatement rows
        ? Math.min(rootKeysPerStatement, rowsExpected.keys(rows, rows.limitOfSeveralKeys()))
        : rootKeysPerStatement;
  }

  /**
   * Returns whether entities would be answered by their rows, were not one of them known for too
   * many.
   */
  public boolean isHeavy(LookupPlan plan, Instant instant, EntityKeys keys) {
    return plan.isHeavy(instant, keys, rootKeysPerStatement);
  }

  /** Asks. */
  public PendingLookup ask(Lookup lookup) {
    // Before the choice, which may forget an entity that is known for too many rows.
    LookupForm aggregates = aggregates(lookup);
    Optional<RowForm> rows = lookup.plan().rows(lookup.instant());
    if (rows.isEmpty() || !rows.get().choose(lookup.keys(), rootKeysPerStatement)) {
      return PendingLookup.of(send(lookup, aggregates, Overflow.SPLIT));
    }
    RowForm fetch = rows.get();
    return PendingLookup.of(
        send(lookup, fetch.form(), Overflow.FAIL),
        answer -> learn(fetch, lookup, answer),
        filled -> {
          fetch.history().filled(lookup.keys(), filled.rows());
          return send(lookup, aggregates(lookup), Overflow.SPLIT);
        });
  }

  private static void learn(RowForm fetch, Lookup lookup, LookupAnswer answer) {
    StatementAnswer rows = answer.statements().get(0);
    if (rows.shortfalls().isEmpty()) {
      fetch
          .history()
          .fetched(
              lookup.keys().size(),
              rows.chunks().stream().mapToInt(chunk -> chunk.rows().rows()).sum());
    }
  }

  private LookupForm aggregates(Lookup lookup) {
    return lookup.plan().aggregatesOf(lookup.keys(), lookup.instant(), rootKeysPerStatement);
  }

  private SentForm send(Lookup lookup, LookupForm form, Overflow overflow) {
    List<CompletableFuture<StatementAnswer>> answers = new ArrayList<>();
    List<CompletableFuture<StatementAnswer>> atOnce = new ArrayList<>();
    for (Statement statement : form.statements()) {
      List<CompletableFuture<StatementAnswer>> chunks = ask(lookup, statement, overflow);
      atOnce.addAll(chunks);
      answers.add(chunks.size() == 1 ? chunks.get(0) : together(chunks));
    }
    return new SentForm(form, lookup.keys().size(), atOnce, answers);
  }

  private static CompletableFuture<StatementAnswer> together(
      List<CompletableFuture<StatementAnswer>> chunks) {
    return inOrder(chunks)
        .thenApply(parts -> parts.stream().reduce(StatementAnswer.NOTHING, StatementAnswer::and))
        .toCompletableFuture();
  }

  /** Asks in chunks, those of a row fetch in turn, as one. */
  private List<CompletableFuture<StatementAnswer>> ask(
      Lookup lookup, Statement statement, Overflow overflow) {
    AskedStatement asked =
        new AskedStatement(broker, lookup, statement, rowsExpected, rowsOfCall, overflow);
    if (statement instanceof RowStatement) {
      return List.of(askInTurn(asked, lookup, 0).toCompletableFuture());
    }
    List<CompletableFuture<StatementAnswer>> chunks = new ArrayList<>();
    for (int from = 0;
        from < lookup.keys().size();
        from = lookup.keys().after(from, rootKeysPerStatement)) {
      int to = lookup.keys().after(from, rootKeysPerStatement);
      chunks.add(asked.ask(from, to).toCompletableFuture());
    }
    return chunks;
  }

  /** Asks for a chunk, and once its answer is there for the rest; not at all when there is none. */
  private CompletionStage<StatementAnswer> askInTurn(
      AskedStatement asked, Lookup lookup, int from) {
    int to = lookup.keys().after(from, keysPerStatement(asked.statement()));
    CompletionStage<StatementAnswer> answer = asked.ask(from, to);
    return to == lookup.keys().size()
        ? answer
        : answer.thenCompose(first -> askInTurn(asked, lookup, to).thenApply(first::and));
  }

  /** Returns a stage of all values in order; the first failure fails it at once. */
  public static <T> CompletionStage<List<T>> inOrder(List<CompletableFuture<T>> stages) {
    if (stages.size() == 1) {
      return stages.get(0).thenApply(List::of);
    }
    CompletableFuture<List<T>> all =
        CompletableFuture.allOf(stages.toArray(CompletableFuture<?>[]::new))
            .thenApply(done -> stages.stream().map(CompletableFuture::join).toList());
    // The first of these to be over is a stage that failed, or all of them.
    Stream<CompletableFuture<List<T>>> failedOrAll =
        Stream.concat(
            Stream.of(all), stages.stream().map(stage -> stage.thenCompose(value -> all)));
    return CompletableFuture.anyOf(failedOrAll.toArray(CompletableFuture<?>[]::new))
        .thenCompose(first -> all);
  }
}

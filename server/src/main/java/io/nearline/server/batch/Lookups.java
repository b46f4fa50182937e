package io.nearline.server.batch;

import io.nearline.features.field.Field;
import io.nearline.server.batch.Lookup.Completeness;
import io.nearline.server.batch.StatementAnswer.Chunk;
import io.nearline.server.batch.StatementAnswer.Shortfall;
import io.nearline.server.pinot.PartialAnswerException;
import io.nearline.server.pinot.PinotBroker;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotTable;
import io.nearline.server.pinot.TruncatedAnswerException;
import io.nearline.server.sql.EntityKeys;
import io.nearline.server.sql.RowStatement;
import io.nearline.server.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends a lookup's statements, each in chunks of keys, all at once and for the same instant; but
 * the entities of one root key are asked for together, which is one scan of its actions, and the
 * chunks of a row fetch, whose answers are large, one after the other. An answer as long as its
 * LIMIT may be cut off, and Pinot says so of one whose groups it did not all count: it is thrown
 * away and its keys are asked for in two halves, down to one key, which then fails. Thread-safe;
 * nothing blocks.
 */
public final class Lookups {
  private static final StatementAnswer NOTHING = new StatementAnswer(List.of(), List.of());

  private final PinotBroker broker;
  private final int rootKeysPerStatement;

  /** Sends to a broker, at most so many root keys in one statement. */
  public Lookups(PinotBroker broker, int rootKeysPerStatement) {
    this.broker = broker;
    this.rootKeysPerStatement = rootKeysPerStatement;
  }

  /** Asks. */
  public PendingLookup ask(Lookup lookup) {
    List<CompletableFuture<StatementAnswer>> answers = new ArrayList<>();
    for (Statement statement : lookup.plan().statements()) {
      answers.add(ask(lookup, statement).toCompletableFuture());
    }
    return new PendingLookup(lookup.keys().size(), answers);
  }

  private CompletionStage<StatementAnswer> ask(Lookup lookup, Statement statement) {
    if (statement instanceof RowStatement) {
      CompletionStage<StatementAnswer> answer = CompletableFuture.completedFuture(NOTHING);
      for (int from = 0; from < lookup.keys().size(); from = chunkEnd(lookup, from)) {
        answer = andThen(answer, lookup, statement, from, chunkEnd(lookup, from));
      }
      return answer;
    }
    List<CompletableFuture<StatementAnswer>> chunks = new ArrayList<>();
    for (int from = 0; from < lookup.keys().size(); from = chunkEnd(lookup, from)) {
      chunks.add(ask(lookup, statement, from, chunkEnd(lookup, from)).toCompletableFuture());
    }
    return inOrder(chunks).thenApply(parts -> parts.stream().reduce(NOTHING, StatementAnswer::and));
  }

  private int chunkEnd(Lookup lookup, int from) {
    return lookup.keys().after(from, rootKeysPerStatement);
  }

  /** Asks once the answer before is there; not at all when there is none. */
  private CompletionStage<StatementAnswer> andThen(
      CompletionStage<StatementAnswer> before,
      Lookup lookup,
      Statement statement,
      int from,
      int to) {
    return before.thenCompose(
        answer -> ask(lookup, statement, from, to).thenApply(next -> answer.and(next)));
  }

  private CompletionStage<StatementAnswer> ask(
      Lookup lookup, Statement statement, int from, int to) {
    EntityKeys keys = lookup.keys().slice(from, to);
    return broker
        .query(statement.write(keys, lookup.asOfMillis(), lookup.values()), lookup.deadline())
        .handle((rows, failure) -> take(lookup, statement, from, to, rows, failure))
        .thenCompose(answer -> answer);
  }

  private CompletionStage<StatementAnswer> take(
      Lookup lookup,
      Statement statement,
      int from,
      int to,
      @Nullable PinotTable rows,
      @Nullable Throwable failure) {
    List<Shortfall> shortfalls = List.of();
    PinotTable table = rows;
    if (table == null) {
      Throwable reason = failure == null ? new IllegalStateException("no rows") : failure;
      if (reason instanceof CompletionException && reason.getCause() != null) {
        reason = reason.getCause();
      }
      if (reason instanceof TruncatedAnswerException) {
        return inHalves(lookup, statement, from, to, TooManyRowsException::ofGroups);
      }
      // A defect is no part that is missing: it fails the whole.
      if (lookup.completeness() == Completeness.ALL_OR_NOTHING
          || !(reason instanceof PinotException cause)) {
        return CompletableFuture.failedFuture(reason);
      }
      shortfalls = List.of(new Shortfall(from, to, cause));
      if (!(cause instanceof PartialAnswerException partial)) {
        return CompletableFuture.completedFuture(new StatementAnswer(List.of(), shortfalls));
      }
      table = partial.rows();
    }
    int limit = statement.limit(lookup.keys().slice(from, to));
    if (table.rows() < limit) {
      return CompletableFuture.completedFuture(
          new StatementAnswer(List.of(new Chunk(from, to, table)), shortfalls));
    }
    return inHalves(
        lookup,
        statement,
        from,
        to,
        (entity, asked) -> TooManyRowsException.ofLimit(entity, asked, limit));
  }

  /** Asks again for fewer keys at a time; fails at one. */
  private CompletionStage<StatementAnswer> inHalves(
      Lookup lookup,
      Statement statement,
      int from,
      int to,
      BiFunction<String, Statement, TooManyRowsException> atOne) {
    if (to - from > 1) {
      int middle = (from + to) >>> 1;
      CompletionStage<StatementAnswer> first = ask(lookup, statement, from, middle);
      return statement instanceof RowStatement
          ? andThen(first, lookup, statement, middle, to)
          : first.thenCombine(ask(lookup, statement, middle, to), StatementAnswer::and);
    }
    TooManyRowsException cause = atOne.apply(text(lookup, from), statement);
    return lookup.completeness() == Completeness.ALL_OR_NOTHING
        ? CompletableFuture.failedFuture(cause)
        : CompletableFuture.completedFuture(
            new StatementAnswer(List.of(), List.of(new Shortfall(from, to, cause))));
  }

  private static String text(Lookup lookup, int entity) {
    List<Field> fields = lookup.plan().entity().keys();
    return IntStream.range(0, fields.size())
        .mapToObj(key -> fields.get(key).text() + " " + lookup.keys().text(key, entity))
        .collect(Collectors.joining(", "));
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

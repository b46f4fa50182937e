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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is asked about a lookup's keys. An answer as long as its LIMIT may be cut off,
 * and Pinot says so of one whose groups it did not all count: it is thrown away and its keys are
 * asked for in two halves, down to one key, which then fails. A row fetch whose answers together
 * are too long fails as a whole, whether the caller takes a part or not: it asks for too much.
 * Thread-safe; nothing blocks.
 */
final class AskedStatement {
  private final PinotBroker broker;
  private final Lookup lookup;
  private final Statement statement;
  private final RowsExpected rowsExpected;
  private final int mostRows;
  private final Overflow overflow;
  private final AtomicLong rowsSoFar = new AtomicLong();
  private final AtomicInteger entitiesSoFar = new AtomicInteger();

  /** What an answer means that may be cut off. */
  enum Overflow {
    /** Its keys are asked for in halves. */
    SPLIT,
    /** All fails by a {@link FilledException}, as for too many rows: there is another form. */
    FAIL
  }

  /** Tells that an answer may be cut off, and that the lookup is to be sent in another form. */
  static final class FilledException extends RuntimeException {
    private final transient PinotTable rows;

    private FilledException(PinotTable rows) {
      super(
          "as long as its limit",
          null,
          /* enableSuppression= */ false,
          /* writableStackTrace= */ false);
      this.rows = rows;
    }

    /** Returns what came. */
    PinotTable rows() {
      return rows;
    }
  }

  /**
   * Asks nothing yet.
   *
   * @param rowsExpected learns of what comes
   * @param mostRows the most rows of a row fetch over all keys
   */
  AskedStatement(
      PinotBroker broker,
      Lookup lookup,
      Statement statement,
      RowsExpected rowsExpected,
      int mostRows,
      Overflow overflow) {
    this.broker = broker;
    this.lookup = lookup;
    this.statement = statement;
    this.rowsExpected = rowsExpected;
    this.mostRows = mostRows;
    this.overflow = overflow;
  }

  Statement statement() {
    return statement;
  }

  /** Asks about the keys from one to before another. */
  CompletionStage<StatementAnswer> ask(int from, int to) {
    if (!lookup.isWanted().getAsBoolean()) {
      return CompletableFuture.failedFuture(
          PinotException.noAnswerInTime(statement.entity().table().table()));
    }
    EntityKeys keys = lookup.keys().slice(from, to);
    return broker
        .query(statement.write(keys, lookup.asOfMillis(), lookup.values()), lookup.deadline())
        .handle((rows, failure) -> take(from, to, rows, failure))
        .thenCompose(answer -> answer);
  }

  private CompletionStage<StatementAnswer> take(
      int from, int to, @Nullable PinotTable rows, @Nullable Throwable failure) {
    List<Shortfall> shortfalls = List.of();
    PinotTable table = rows;
    if (table == null) {
      Throwable reason =
          failure == null ? new IllegalStateException("no rows") : Blame.cause(failure);
      if (reason instanceof TruncatedAnswerException) {
        return inHalves(from, to, TooManyRowsException::ofGroups);
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
    EntityKeys keys = lookup.keys().slice(from, to);
    int limit = statement.limit(keys);
    if (overflow == Overflow.FAIL && (table.rows() >= limit || table.rows() > mostRows)) {
      return CompletableFuture.failedFuture(new FilledException(table));
    }
    if (table.rows() >= limit) {
      learn(() -> rowsExpected.wereCutOff(statement, keys.rootKeys(), limit));
      return inHalves(
          from, to, (entity, asked) -> TooManyRowsException.ofLimit(entity, asked, limit));
    }
    int came = table.rows();
    if (shortfalls.isEmpty()) {
      learn(() -> rowsExpected.came(statement, keys.rootKeys(), came));
    }
    long all = rowsSoFar.addAndGet(came);
    int entities = entitiesSoFar.addAndGet(to - from);
    return statement instanceof RowStatement && all > mostRows
        ? CompletableFuture.failedFuture(
            TooManyRowsException.ofCall(entities, all, statement, mostRows))
        : CompletableFuture.completedFuture(
            new StatementAnswer(List.of(new Chunk(from, to, table)), shortfalls));
  }

  private void learn(Runnable lesson) {
    if (statement instanceof RowStatement && overflow == Overflow.SPLIT) {
      lesson.run();
    }
  }

  /** Asks again for fewer keys at a time; fails at one. */
  private CompletionStage<StatementAnswer> inHalves(
      int from, int to, BiFunction<String, Statement, TooManyRowsException> atOne) {
    if (to - from > 1) {
      int middle = (from + to) >>> 1;
      CompletionStage<StatementAnswer> first = ask(from, middle);
      return statement instanceof RowStatement
          ? first.thenCompose(answer -> ask(middle, to).thenApply(answer::and))
          : first.thenCombine(ask(middle, to), StatementAnswer::and);
    }
    TooManyRowsException cause = atOne.apply(entity(from), statement);
    return lookup.completeness() == Completeness.ALL_OR_NOTHING
        ? CompletableFuture.failedFuture(cause)
        : CompletableFuture.completedFuture(
            new StatementAnswer(List.of(), List.of(new Shortfall(from, to, cause))));
  }

  private String entity(int entity) {
    List<Field> fields = lookup.plan().entity().keys();
    return IntStream.range(0, fields.size())
        .mapToObj(key -> fields.get(key).text() + " " + lookup.keys().text(key, entity))
        .collect(Collectors.joining(", "));
  }
}

package io.nearline.server;

import io.nearline.server.pinot.Deadline;
import io.nearline.server.pinot.PinotBroker;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotSql;
import io.nearline.server.pinot.PinotTable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A broker that answers as a test says. */
public final class FakeBroker implements PinotBroker {
  private final List<PinotSql> statements = new CopyOnWriteArrayList<>();
  private volatile Function<PinotSql, CompletionStage<PinotTable>> behaviour =
      sql -> CompletableFuture.failedFuture(new AssertionError("no answer for " + sql));

  /** Answers every statement so. */
  public void answer(Function<PinotSql, PinotTable> answer) {
    behaviour = sql -> CompletableFuture.completedFuture(answer.apply(sql));
  }

  /** Ends every statement so. */
  public void end(Function<PinotSql, CompletionStage<PinotTable>> ending) {
    behaviour = ending;
  }

  /** Fails every statement so. */
  public void fail(PinotException.Kind kind) {
    behaviour = sql -> CompletableFuture.failedFuture(new PinotException(kind, "actions: " + kind));
  }

  /** Returns what was asked. */
  public List<PinotSql> statements() {
    return statements;
  }

  @Override
  public CompletionStage<PinotTable> query(PinotSql sql, Deadline deadline) {
    statements.add(sql);
    return behaviour.apply(sql);
  }
}

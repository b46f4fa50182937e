package io.nearline.server.batch;

import io.micrometer.core.instrument.MeterRegistry;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.pinot.PinotBroker;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotSql;
import io.nearline.server.pinot.PinotTable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * A broker that is asked a few statements at a time; the others wait in turn, as many as may, and
 * leave when their time is out or they are cancelled. For statements that can't be put together:
 * they have places of their own, since in those of a {@link Coalescer} of features they would be
 * measured as batches of one entity, by which it would find the wrong number of places.
 * Thread-safe; nothing blocks.
 */
public final class StatementsInTurn implements PinotBroker {
  private final Coalescer<Asked, PinotTable> coalescer;

  /**
   * Asks a broker.
   *
   * @param name what the meters' names begin with
   * @param inFlight statements at a time, at least 1
   * @param queueLimit how many may wait
   */
  public StatementsInTurn(
      String name, int inFlight, QueueLimit queueLimit, PinotBroker broker, MeterRegistry meters) {
    this.coalescer =
        Coalescer.between(name, inFlight, inFlight, queueLimit, new OneByOne(broker), meters);
  }

  /** Asks in turn; who cancels the answer gives its turn up. */
  @Override
  public CompletableFuture<PinotTable> query(PinotSql sql, Deadline deadline) {
    return coalescer.submit(new Asked(sql, deadline));
  }

  private record Asked(PinotSql sql, Deadline deadline) {}

  private record OneByOne(PinotBroker broker) implements BatchWork<Asked, PinotTable> {

    @Override
    public Object group(Asked call) {
      // Nobody else's: no two deadlines are equal.
      return call;
    }

    @Override
    public Optional<Object> question(Asked call) {
      return Optional.empty();
    }

    @Override
    public Deadline deadline(Asked call) {
      return call.deadline();
    }

    @Override
    public int entities(Asked call) {
      return 1;
    }

    @Override
    public Room<Asked> room(Asked first) {
      return call -> true;
    }

    @Override
    public Started<PinotTable> start(
        List<Asked> calls, Deadline deadline, BooleanSupplier isWanted) {
      CompletableFuture<PinotTable> rows =
          broker.query(calls.get(0).sql(), deadline).toCompletableFuture();
      return new Started<>() {
        @Override
        public List<CompletionStage<?>> statements() {
          return List.of(rows);
        }

        @Override
        public boolean isAnswered() {
          return true;
        }

        @Override
        public CompletionStage<?> over() {
          return rows;
        }

        @Override
        public Answers<PinotTable> answers() {
          return call -> rows.join();
        }

        @Override
        public PinotTable late(int call) {
          throw PinotException.noAnswerInTime(calls.get(0).sql().table());
        }
      };
    }
  }
}

package io.nearline.server.pinot;

import io.nearline.server.pinot.PinotException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spreads statements over brokers in turn. A statement that a broker can't take goes to the next
 * one, each broker once, within the deadline; the broker is then left out, unless no other is left,
 * until it answers one of the statements that are sent to it to see whether it does: one a pause.
 * Asking twice is harmless: statements only read. A defect of this side is no broker's failure: it
 * ends the statement as it is.
 */
final class BrokerPool implements PinotBroker, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BrokerPool.class);

  /** So many statements in a row without an answer in time make a broker count as failed. */
  private static final int TIMEOUTS_OF_A_FAILED_BROKER = 3;

  /** In less time than this, in ms, also a broker in good health may not answer. */
  static final long LEAST_PATIENCE_MILLIS = 100;

  private final BrokerDirectory directory;
  private final BrokerTransport transport;
  private final long leftOutNanos;
  private final LongSupplier clock;
  private final AtomicInteger turn = new AtomicInteger();
  private final Map<BrokerAddress, Health> healths = new ConcurrentHashMap<>();

  /**
   * Makes the pool.
   *
   * @param leftOut how long a broker that failed is left out before it is tried again
   * @param clock nanoseconds, monotonic
   */
  BrokerPool(
      BrokerDirectory directory, BrokerTransport transport, Duration leftOut, LongSupplier clock) {
    this.directory = directory;
    this.transport = transport;
    this.leftOutNanos = leftOut.toNanos();
    this.clock = clock;
  }

  @Override
  public CompletionStage<PinotTable> query(PinotSql sql, Deadline deadline) {
    long millis = deadline.remainingMillis();
    if (millis <= 0) {
      return CompletableFuture.failedFuture(timeout(sql, null));
    }
    CompletableFuture<PinotTable> promise = new CompletableFuture<>();
    promise.orTimeout(millis, TimeUnit.MILLISECONDS);
    Attempt attempt = new Attempt(sql, deadline, promise);
    attempt.next(null);
    return promise.handle(
        (rows, failure) -> {
          if (failure == null) {
            return rows;
          }
          if (failure instanceof TimeoutException) {
            attempt.ranOut();
            throw timeout(sql, failure);
          }
          throw new CompletionException(cause(failure));
        });
  }

  @Override
  public void close() {
    directory.close();
    transport.close();
  }

  private static PinotException timeout(PinotSql sql, @Nullable Throwable cause) {
    PinotException timeout = PinotException.noAnswerInTime(sql.table());
    if (cause != null) {
      timeout.initCause(cause);
    }
    return timeout;
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private Health health(BrokerAddress broker) {
    return healths.computeIfAbsent(broker, any -> new Health());
  }

  /** One statement's way from broker to broker. Its callbacks come one after the other. */
  private final class Attempt {
    private final PinotSql sql;
    private final Deadline deadline;
    private final CompletableFuture<PinotTable> promise;
    private final List<BrokerAddress> tried = new ArrayList<>();
    private volatile @Nullable BrokerAddress current;
    private volatile long patienceMillis;

    Attempt(PinotSql sql, Deadline deadline, CompletableFuture<PinotTable> promise) {
      this.sql = sql;
      this.deadline = deadline;
      this.promise = promise;
    }

    void next(@Nullable PinotException failure) {
      if (promise.isDone()) {
        return;
      }
      BrokerAddress broker = choose();
      long millis = deadline.remainingMillis();
      if (millis <= 0) {
        promise.completeExceptionally(timeout(sql, failure));
        return;
      }
      if (broker == null) {
        promise.completeExceptionally(failure != null ? failure : unknown());
        return;
      }
      tried.add(broker);
      patienceMillis = millis;
      current = broker;
      send(
          broker,
          millis,
          sql.text(),
          received -> {
            if (AnswerCheck.isFromNoServer(received)) {
              confirmEmpty(broker);
            } else {
              judge(broker, () -> AnswerCheck.rows(sql.table(), received));
            }
          });
    }

    /** Asks a broker that asked nobody for every row: can it ask anybody at all? */
    private void confirmEmpty(BrokerAddress broker) {
      long millis = deadline.remainingMillis();
      if (millis <= 0) {
        promise.completeExceptionally(timeout(sql, null));
        return;
      }
      send(
          broker,
          millis,
          sql.everyRow(),
          received -> judge(broker, () -> AnswerCheck.noRows(sql.table(), received)));
    }

    private void send(
        BrokerAddress broker, long millis, String select, Consumer<BrokerAnswer> receiver) {
      String text = "SET timeoutMs=" + millis + "; " + select;
      CompletionStage<BrokerAnswer> answer;
      try {
        answer = transport.send(broker, text);
      } catch (RuntimeException | Error e) {
        answer = CompletableFuture.failedFuture(e);
      }
      answer.whenComplete(
          (received, problem) -> {
            if (received != null) {
              receiver.accept(received);
            } else if (cause(problem) instanceof PinotException failed) {
              failed(broker, failed);
            } else {
              promise.completeExceptionally(cause(problem));
            }
          });
    }

    void ranOut() {
      BrokerAddress broker = current;
      if (broker == null || patienceMillis < LEAST_PATIENCE_MILLIS) {
        return;
      }
      if (health(broker).timeouts.incrementAndGet() >= TIMEOUTS_OF_A_FAILED_BROKER) {
        leaveOut(broker, "no answer in time, " + TIMEOUTS_OF_A_FAILED_BROKER + " times in a row");
      }
    }

    private void judge(BrokerAddress broker, Supplier<PinotTable> check) {
      try {
        PinotTable rows = check.get();
        health(broker).answered();
        promise.complete(rows);
      } catch (MalformedAnswerException e) {
        failed(broker, e);
      } catch (PartialAnswerException e) {
        health(broker).answered();
        promise.completeExceptionally(e);
      } catch (PinotException e) {
        health(broker).answered();
        if (e.kind() == Kind.UNREACHABLE) {
          // The broker is there, its servers are not, or not yet for this broker.
          next(e);
        } else {
          promise.completeExceptionally(e);
        }
      } catch (RuntimeException | Error e) {
        promise.completeExceptionally(e);
      }
    }

    private void failed(BrokerAddress broker, PinotException failure) {
      leaveOut(broker, String.valueOf(failure.getMessage()));
      next(failure);
    }

    private void leaveOut(BrokerAddress broker, String why) {
      if (health(broker).leaveOut(clock.getAsLong())) {
        log.warn(
            "broker {} is left out, but for one statement every {} ms: {}",
            broker,
            leftOutNanos / 1_000_000,
            why);
      }
    }

    private @Nullable BrokerAddress choose() {
      List<BrokerAddress> brokers = directory.brokers(sql.table());
      if (brokers.isEmpty()) {
        return null;
      }
      int start = Math.floorMod(turn.getAndIncrement(), brokers.size());
      long now = clock.getAsLong();
      BrokerAddress last = null;
      for (int i = 0; i < brokers.size(); i++) {
        BrokerAddress broker = brokers.get((start + i) % brokers.size());
        if (tried.contains(broker)) {
          continue;
        }
        if (health(broker).mayBeAsked(now, leftOutNanos)) {
          return broker;
        }
        last = last == null ? broker : last;
      }
      return last;
    }

    private PinotException unknown() {
      return new PinotException(
          Kind.UNREACHABLE, sql.table() + ": no broker known (" + directory.describe() + ")");
    }
  }

  /** What is known of a broker from its last answers. */
  private static final class Health {
    private final AtomicInteger timeouts = new AtomicInteger();
    private volatile boolean failed;
    private final AtomicLong triedAt = new AtomicLong();

    void answered() {
      timeouts.set(0);
      failed = false;
    }

    /** Returns whether it was not left out before. */
    boolean leaveOut(long now) {
      boolean news = !failed;
      timeouts.set(0);
      triedAt.set(now);
      failed = true;
      return news;
    }

    /** Of a broker that failed, true once a pause: who asks then must send it a statement. */
    boolean mayBeAsked(long now, long pauseNanos) {
      if (!failed) {
        return true;
      }
      long last = triedAt.get();
      return now - last >= pauseNanos && triedAt.compareAndSet(last, now);
    }
  }
}

package io.nearline.it.server;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.nearline.it.server.StressCalls.Known;
import io.nearline.proto.v1.FeatureServiceGrpc;
import io.nearline.proto.v1.FeatureServiceGrpc.FeatureServiceFutureStub;
import io.nearline.proto.v1.ListActionsRequest;
import io.nearline.proto.v1.ListActionsResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * Callers who call without a pause: patient ones, such as cancel after some milliseconds, such as
 * have a deadline of some milliseconds, and such as take a part then. Each answer is compared with
 * the one that is right.
 */
final class StressLoad {
  private static final long PATIENCE_SECONDS = 20;
  private static final int LEAST_HASTE_MILLIS = 400;
  private static final int CALLERS_OF_A_CONNECTION = 16;
  private static final int ANSWERS_SHOWN = 5;
  private static final List<Manner> MANNERS = List.of(Manner.values());
  private static final String TOO_MANY =
      "actor %d: 1 entity with %d rows or more"
          .formatted(StressDefinitions.BUSY, StressDefinitions.MOST_ROWS);

  private final StressCalls calls;
  private final List<Known> known;
  private final ListActionsRequest listing;
  private final ListActionsResponse listed;
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
  private final LongAdder patientAnswers = new LongAdder();
  private final LongAdder patientNanos = new LongAdder();

  /** How long the hasty wait at most. */
  private volatile int hasteMillis = LEAST_HASTE_MILLIS;

  /** What becomes of a call. */
  private enum Manner {
    PATIENT,
    CANCELLED,
    HASTY,
    TAKES_A_PART
  }

  StressLoad(
      StressCalls calls,
      List<Known> known,
      ListActionsRequest listing,
      ListActionsResponse listed) {
    this.calls = calls;
    this.known = known;
    this.listing = listing;
    this.listed = listed;
  }

  /** Returns some of the answers that were wrong. */
  Collection<String> wrong() {
    return wrong.stream().limit(ANSWERS_SHOWN).toList();
  }

  /** Returns how many calls ended how. */
  Map<String, Long> outcomes() {
    Map<String, Long> counts = new TreeMap<>();
    outcomes.forEach((outcome, count) -> counts.put(outcome, count.sum()));
    return counts;
  }

  /**
   * Calls for a time. Who is hasty waits no longer than the patient have waited on average twice
   * over, in the runs before, so that some of them are answered and some are not on any machine.
   */
  void run(List<ManagedChannel> channels, int callers, Duration time, long seed)
      throws InterruptedException {
    hasteMillis = hasteMillis();
    long end = System.nanoTime() + time.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      Random random = new Random(seed + i);
      FeatureServiceFutureStub stub =
          FeatureServiceGrpc.newFutureStub(channels.get(i / CALLERS_OF_A_CONNECTION));
      Thread thread =
          new Thread(
              () -> {
                while (System.nanoTime() < end && wrong.size() < ANSWERS_SHOWN) {
                  one(stub, random);
                }
              },
              "caller-" + i);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private int hasteMillis() {
    long averageNanos = patientNanos.sum() / Math.max(1, patientAnswers.sum());
    long twice = TimeUnit.NANOSECONDS.toMillis(2 * averageNanos);
    return (int) Math.max(LEAST_HASTE_MILLIS, twice);
  }

  private void one(FeatureServiceFutureStub caller, Random random) {
    Manner manner =
        random.nextInt(3) > 0 ? Manner.PATIENT : MANNERS.get(random.nextInt(MANNERS.size()));
    // Short ones more often.
    int haste = 1 + random.nextInt(1 + random.nextInt(hasteMillis));
    FeatureServiceFutureStub stub =
        manner == Manner.HASTY || manner == Manner.TAKES_A_PART
            ? caller.withDeadlineAfter(haste, TimeUnit.MILLISECONDS)
            : caller.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
    int kind = random.nextInt(100);
    if (kind < 45) {
      long actor = StressDefinitions.actor(random);
      end(
          manner,
          haste,
          stub.getFeatures(StressCalls.countsNow(actor)),
          answer -> calls.wrongNow(actor, answer));
    } else if (kind < 48) {
      end(
          manner,
          haste,
          stub.getFeatures(StressCalls.tooManyRows()),
          answer -> Optional.of("more rows than may be were answered"));
    } else if (kind < 52) {
      end(
          manner,
          haste,
          stub.listActions(listing),
          answer -> answer.equals(listed) ? Optional.empty() : Optional.of("listed " + answer));
    } else {
      Known one = known.get(random.nextInt(known.size()));
      boolean partial = manner == Manner.TAKES_A_PART;
      end(
          manner,
          haste,
          stub.getFeatures(one.request().toBuilder().setAllowPartial(partial).build()),
          answer -> partial ? one.wrongInPart(answer) : one.wrong(answer));
    }
  }

  private <T> void end(
      Manner manner, int haste, ListenableFuture<T> answer, Function<T, Optional<String>> check) {
    long begin = System.nanoTime();
    try {
      T given =
          manner == Manner.CANCELLED
              ? answer.get(haste, TimeUnit.MILLISECONDS)
              : answer.get(2 * PATIENCE_SECONDS, TimeUnit.SECONDS);
      count(manner + " OK");
      if (manner == Manner.PATIENT) {
        patientAnswers.increment();
        patientNanos.add(System.nanoTime() - begin);
      }
      check.apply(given).ifPresent(wrong::add);
    } catch (TimeoutException e) {
      answer.cancel(true);
      count(manner + " given up");
      if (manner != Manner.CANCELLED) {
        wrong.add(manner + ": no end of a call after " + 2 * PATIENCE_SECONDS + " s");
      }
    } catch (ExecutionException e) {
      failed(manner, Status.fromThrowable(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void failed(Manner manner, Status status) {
    count(manner + " " + status.getCode());
    boolean isTooMany =
        status.getCode() == Status.Code.RESOURCE_EXHAUSTED
            && String.valueOf(status.getDescription()).startsWith(TOO_MANY);
    boolean isLate =
        status.getCode() == Status.Code.DEADLINE_EXCEEDED
            && (manner == Manner.HASTY || manner == Manner.TAKES_A_PART);
    if (!isTooMany && !isLate) {
      wrong.add(manner + ": " + status);
    }
  }

  private void count(String outcome) {
    outcomes.computeIfAbsent(outcome, any -> new LongAdder()).increment();
  }
}

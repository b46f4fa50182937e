package io.nearline.it.server;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nearline.proto.v1.FeatureServiceGrpc;
import io.nearline.proto.v1.FeatureServiceGrpc.FeatureServiceBlockingStub;
import io.nearline.proto.v1.GetFeaturesRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Callers who ask for the same integer again and again, while something is done to Pinot. A caller
 * who got an error calls again a little later.
 */
final class SteadyCallers implements AutoCloseable {
  /** When a call's time is out. */
  static final Duration DEADLINE = Duration.ofSeconds(1);

  private static final int CALLERS = 16;
  private static final long PAUSE_MILLIS = 20;

  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
  private final AtomicLong longestNanos = new AtomicLong();
  private volatile boolean calling = true;

  /** Begins to call. */
  SteadyCallers(ServerUnderTest server, GetFeaturesRequest request) {
    FeatureServiceBlockingStub stub = FeatureServiceGrpc.newBlockingStub(server.channel());
    for (int i = 0; i < CALLERS; i++) {
      Thread thread =
          new Thread(
              () -> {
                while (calling) {
                  call(stub, request);
                }
              },
              "steady-caller-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  private void call(FeatureServiceBlockingStub stub, GetFeaturesRequest request) {
    long begin = System.nanoTime();
    Status.Code status = Status.Code.OK;
    try {
      long value =
          stub.withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
              .getFeatures(request)
              .getFeatures(0)
              .getValues()
              .getInt64S()
              .getValues(0);
      count(Long.toString(value));
    } catch (StatusRuntimeException e) {
      status = e.getStatus().getCode();
      count(status.name());
    }
    longestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
    if (status != Status.Code.OK) {
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void count(String outcome) {
    outcomes.computeIfAbsent(outcome, any -> new LongAdder()).increment();
  }

  /** Returns how many calls have ended so: the value, or the status of an error. */
  long count(Object outcome) {
    LongAdder count = outcomes.get(outcome.toString());
    return count == null ? 0 : count.sum();
  }

  /** Returns how many calls have ended how. */
  Map<String, LongAdder> outcomes() {
    return outcomes;
  }

  /** Returns how long the longest call has taken. */
  Duration longest() {
    return Duration.ofNanos(longestNanos.get());
  }

  @Override
  public void close() {
    stop();
  }

  /** Ends the calls, and waits until all have. */
  void stop() {
    calling = false;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

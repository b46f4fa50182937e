package io.nearline.bench.ingest;

import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.FeatureServiceGrpc.FeatureServiceBlockingStub;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.Int64Values;
import io.nearline.proto.v1.StringValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Asks again and again for a feature of all entities that have had an event that isn't seen yet, in
 * one call, and notes when it is. One thread looks, another one may await.
 */
final class Visibility {
  /** Between two calls, at least: it is part of what is measured, so short beside it. */
  static final long LEAST_PAUSE_NANOS = 20_000_000;

  /** Between two calls, at most: a slow call is not to make the next look late as well. */
  static final long MOST_PAUSE_NANOS = 100_000_000;

  /**
   * How many times as long as a call took is the pause after it: who asks all the time takes the
   * processor from what it looks at.
   */
  static final int PAUSES_A_CALL = 4;

  private static final int MOST_ENTITIES = 1_000;
  private static final long TIMEOUT_SECONDS = 10;

  /** Whose actions are counted. */
  enum By {
    /** Members, in the table of actors. */
    MEMBER("actor", "members.actions_1h"),
    /** Jobs, in the table of objects. */
    JOB("object", "jobs.actions_1h");

    private final String entity;
    private final String feature;

    By(String entity, String feature) {
      this.entity = entity;
      this.feature = feature;
    }
  }

  /**
   * An event on its way.
   *
   * @param member whose it is; nobody else's
   * @param job what it is about; no other one is
   * @param sentNanos when it was sent
   */
  record Probe(long member, int job, long sentNanos) {}

  /**
   * An event that was seen.
   *
   * @param sentNanos when it was sent
   * @param seenNanos when an answer had it
   */
  record Seen(long sentNanos, long seenNanos) {
    Duration delay() {
      return Duration.ofNanos(seenNanos - sentNanos);
    }
  }

  private final By by;
  private final FeatureServiceBlockingStub server;
  private final Queue<Probe> sent = new ConcurrentLinkedQueue<>();
  private final List<Seen> seen = new ArrayList<>();

  Visibility(By by, FeatureServiceBlockingStub server) {
    this.by = by;
    this.server = server;
  }

  /** Looks for an event from now on. */
  void await(Probe probe) {
    sent.add(probe);
  }

  /** Looks until told that no more are sent and all are seen, or for {@code bound} after that. */
  List<Seen> look(BooleanSupplier ended, Duration bound) {
    List<Probe> waiting = new ArrayList<>();
    long end = Long.MAX_VALUE;
    boolean last = false;
    while (!last || !waiting.isEmpty()) {
      if (!last && ended.getAsBoolean()) {
        last = true;
        end = System.nanoTime() + bound.toNanos();
      }
      while (waiting.size() < MOST_ENTITIES && !sent.isEmpty()) {
        waiting.add(sent.remove());
      }
      if (last && System.nanoTime() - end > 0) {
        throw new IllegalStateException(
            waiting.size()
                + " events are in no feature "
                + bound.toSeconds()
                + " s after the last");
      }
      long begin = System.nanoTime();
      if (!waiting.isEmpty()) {
        ask(waiting);
      }
      pause(System.nanoTime() - begin);
    }
    return seen;
  }

  private static void pause(long callNanos) {
    long end = System.nanoTime() + pauseNanos(callNanos);
    while (System.nanoTime() - end < 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  /** Returns how long to wait after a call that took so long, in nanoseconds. */
  static long pauseNanos(long callNanos) {
    return Math.min(MOST_PAUSE_NANOS, Math.max(LEAST_PAUSE_NANOS, PAUSES_A_CALL * callNanos));
  }

  private void ask(List<Probe> waiting) {
    List<Long> counts =
        server
            .withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .getFeatures(request(waiting))
            .getFeatures(0)
            .getValues()
            .getInt64S()
            .getValuesList();
    long now = System.nanoTime();
    // A column of one value is for all.
    for (int i = waiting.size() - 1; i >= 0; i--) {
      if (counts.get(counts.size() == 1 ? 0 : i) > 0) {
        seen.add(new Seen(waiting.remove(i).sentNanos(), now));
      }
    }
  }

  private GetFeaturesRequest request(List<Probe> waiting) {
    return GetFeaturesRequest.newBuilder()
        .setFeatures(FeatureNames.newBuilder().addNames(by.feature))
        .putEntities(by.entity, column(waiting))
        .build();
  }

  private Column column(List<Probe> waiting) {
    return switch (by) {
      case MEMBER -> {
        Int64Values.Builder members = Int64Values.newBuilder();
        waiting.forEach(probe -> members.addValues(probe.member()));
        yield Column.newBuilder().setInt64S(members).build();
      }
      case JOB -> {
        StringValues.Builder jobs = StringValues.newBuilder();
        waiting.forEach(probe -> jobs.addValues("job:" + probe.job()));
        yield Column.newBuilder().setStrings(jobs).build();
      }
    };
  }
}

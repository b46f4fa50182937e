package io.nearline.server.serving;

import io.micrometer.core.instrument.MeterRegistry;
import io.nearline.server.batch.Coalescer;
import io.nearline.server.batch.QueueLimit;
import io.nearline.server.config.Coalescing;
import io.nearline.server.config.Limits;
import io.nearline.server.heartbeat.Freshness;
import io.nearline.server.partition.Partitions;
import io.nearline.server.pinot.PinotBroker;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/**
 * Requests on their way to Pinot, of whatever catalogue: a server has one, for its statements all
 * meet the same Pinot. Thread-safe.
 */
public final class FeatureBatches {
  private static final String METERS = "nearline.batch";

  private final Coalescer<BoundRequest, FeatureResult> coalescer;
  private final int keysPerStatement;

  private FeatureBatches(Coalescer<BoundRequest, FeatureResult> coalescer, int keysPerStatement) {
    this.coalescer = coalescer;
    this.keysPerStatement = keysPerStatement;
  }

  /**
   * Asks a broker about tables whose freshness only Pinot tells, and of whose partitions nothing is
   * known.
   *
   * @param clock tells the instant of requests that give none, when they are sent
   */
  public static FeatureBatches of(
      PinotBroker broker, Limits limits, Coalescing coalescing, Clock clock, MeterRegistry meters) {
    return of(broker, limits, coalescing, clock, Freshness.UNTOLD, Partitions.UNTOLD, meters);
  }

  /**
   * Asks a broker.
   *
   * @param clock tells the instant of requests that give none, when they are sent
   * @param freshness tells how fresh the tables are then
   * @param partitions tells how they are partitioned
   */
  public static FeatureBatches of(
      PinotBroker broker,
      Limits limits,
      Coalescing coalescing,
      Clock clock,
      Freshness freshness,
      Partitions partitions,
      MeterRegistry meters) {
    FeatureWork work = new FeatureWork(broker, limits, clock, freshness, partitions);
    return new FeatureBatches(
        switch (coalescing) {
          case ON ->
              Coalescer.between(
                  METERS,
                  limits.leastInFlight(),
                  limits.mostInFlight(),
                  new QueueLimit(limits.waitingCalls(), limits.waitingEntities()),
                  work,
                  meters);
          case OFF -> Coalescer.off(METERS, work, meters);
        },
        limits.keysPerStatement());
  }

  /** Returns how many root keys one statement asks for, at most. */
  int keysPerStatement() {
    return keysPerStatement;
  }

  /** Answers a request; who cancels the answer gives the request up. */
  CompletableFuture<FeatureResult> submit(BoundRequest request) {
    return coalescer.submit(request);
  }
}

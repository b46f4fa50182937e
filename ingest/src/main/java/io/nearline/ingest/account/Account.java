package io.nearline.ingest.account;

import io.micrometer.core.instrument.Counter;
import io.nearline.ingest.metrics.IngestMeters;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Counts what became of each event. The counts are in a changelogged store, so they are part of the
 * transaction that the events are part of: an aborted one leaves no trace in them. The changelog
 * gets each count that has changed once a commit.
 *
 * <p>Keys are {@code pipeline|outcome|reason|partition}, values running totals. Not thread-safe.
 */
public final class Account {
  /** The store's name; its changelog is the topic {@code {application id}-account-changelog}. */
  public static final String STORE = "account";

  private final AccountStore store;
  private final int partition;
  private final IngestMeters meters;
  private final Map<String, Map<Outcome, Map<String, Line>>> lines = new HashMap<>();

  /** A line of the account, and the meter that goes with it. */
  private record Line(AccountStore.Total total, Counter counter) {}

  /** Makes the account of one partition. */
  public Account(AccountStore store, int partition, IngestMeters meters) {
    this.store = store;
    this.partition = partition;
    this.meters = meters;
  }

  /** Returns what makes the store. */
  public static StoreBuilder<AccountStore> storeBuilder() {
    return AccountStore.builder(STORE);
  }

  /** Counts one event. */
  public void count(String pipeline, Outcome outcome) {
    count(pipeline, outcome, "");
  }

  /** Counts one event with the reason for its outcome. */
  public void count(String pipeline, Outcome outcome, String reason) {
    Line line =
        lines
            .computeIfAbsent(pipeline, absent -> new EnumMap<>(Outcome.class))
            .computeIfAbsent(outcome, absent -> new HashMap<>())
            .computeIfAbsent(reason, absent -> line(pipeline, outcome, reason));
    line.total().increment();
    line.counter().increment();
  }

  private Line line(String pipeline, Outcome outcome, String reason) {
    String name = outcome.text();
    String key = String.join("|", pipeline, name, reason, String.valueOf(partition));
    return new Line(
        store.total(key),
        switch (outcome) {
          case IN -> meters.events(pipeline);
          case ACTION, FILTERED, DUPLICATE, DEAD -> meters.outcomes(pipeline, name, reason);
          case EMITTED, NOT_EMITTED, NOT_MATCHED -> meters.patternOutcomes(pipeline, name, reason);
        });
  }
}

package io.nearline.ingest.step;

import io.nearline.ingest.account.Account;
import io.nearline.ingest.account.Outcome;
import io.nearline.ingest.event.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/**
 * Settles what becomes of each event that arrives at its actor's partition, and counts it: every
 * arrival is counted in once and gets one outcome. Not thread-safe.
 */
public final class Settlement {
  /** Why an event is filtered: its pipeline's filter. */
  public static final String BY_FILTER = "filter";

  /** Why an event is filtered: a join that missed and drops. */
  public static final String BY_JOIN = "join";

  private final Map<String, ActionFlow> flows;
  private final Account account;
  private final DeadLetters deadLetters;
  private final PatternStage patterns;

  /**
   * Makes the settlement.
   *
   * @param flows the flow of each pipeline
   * @param patterns what takes each action
   */
  public Settlement(
      Map<String, ActionFlow> flows,
      Account account,
      DeadLetters deadLetters,
      PatternStage patterns) {
    this.flows = Map.copyOf(flows);
    this.account = account;
    this.deadLetters = deadLetters;
    this.patterns = patterns;
  }

  /**
   * Settles one event; never throws for what it holds.
   *
   * @param headers the headers that the event came with
   * @param now the processing time, in epoch milliseconds
   * @return the records to be written
   */
  public List<Outgoing> settle(Arrival arrival, Headers headers, long now) {
    account.count(arrival.pipeline(), Outcome.IN);
    if (arrival instanceof Arrival.Admitted admitted) {
      ActionFlow flow = flows.get(admitted.pipeline());
      if (flow == null) {
        throw new IllegalStateException(admitted.pipeline() + ": admitted by no pipeline");
      }
      return settle(admitted.pipeline(), flow.run(admitted, now), headers, now);
    }
    if (arrival instanceof Arrival.Refused refused) {
      return settle(refused.pipeline(), new Verdict.Dead(refused), headers, now);
    }
    return settle(arrival.pipeline(), new Verdict.Filtered(BY_FILTER), headers, now);
  }

  private List<Outgoing> settle(String pipeline, Verdict verdict, Headers headers, long now) {
    if (verdict instanceof Verdict.Emitted emitted) {
      account.count(pipeline, Outcome.ACTION);
      List<Outgoing> matched = patterns.take(pipeline, emitted.action(), now);
      if (matched.isEmpty()) {
        return emitted.records();
      }
      List<Outgoing> records = new ArrayList<>(emitted.records());
      records.addAll(matched);
      return records;
    }
    if (verdict instanceof Verdict.Dead dead) {
      account.count(pipeline, Outcome.DEAD, dead.refused().reason().text());
      return List.of(deadLetters.letter(dead.refused(), headers));
    }
    if (verdict instanceof Verdict.Filtered filtered) {
      account.count(pipeline, Outcome.FILTERED, filtered.reason());
    } else {
      account.count(pipeline, Outcome.DUPLICATE);
    }
    return List.of();
  }
}

package io.nearline.ingest.step;

import io.nearline.features.action.Action;
import io.nearline.ingest.pattern.ActorStateCodec;
import java.util.ArrayList;
import java.util.List;

/** All patterns over the actions of a partition's actors. Not thread-safe. */
public final class PatternStage {
  /** How many states are looked at, at each advance, for whether they may be forgotten. */
  private static final int SWEPT = 100;

  private final List<PatternFlow> flows;
  private final PatternStates states;

  /** Makes the stage, and takes up what waits in the states. */
  public PatternStage(List<PatternFlow> flows, PatternStates states) {
    this.flows = List.copyOf(flows);
    this.states = states;
    states.eachThatHolds(
        (fingerprint, actor) ->
            flows.stream()
                .filter(flow -> flow.owns(fingerprint))
                .forEach(flow -> flow.resume(actor)));
  }

  /**
   * Takes an action, and returns the records that it leads to.
   *
   * @param pipeline the pipeline that it came by
   * @param now the processing time, in epoch milliseconds
   */
  List<Outgoing> take(String pipeline, Action action, long now) {
    List<Outgoing> records = new ArrayList<>();
    for (PatternFlow flow : flows) {
      records.addAll(flow.take(pipeline, action, now));
    }
    return records;
  }

  /**
   * Lets processing time pass: matches what has waited long enough, forgets what has expired or is
   * of patterns that are no more, and returns the records that it leads to.
   *
   * @param now the processing time, in epoch milliseconds
   */
  public List<Outgoing> advance(long now) {
    List<Outgoing> records = new ArrayList<>();
    for (PatternFlow flow : flows) {
      records.addAll(flow.advance(now));
    }
    states.sweep(SWEPT, (fingerprint, head) -> forgotten(fingerprint, head, now));
    return records;
  }

  private boolean forgotten(byte[] fingerprint, ActorStateCodec.Head head, long now) {
    return flows.stream()
        .filter(flow -> flow.owns(fingerprint))
        .findFirst()
        .map(flow -> flow.expired(head, now))
        .orElse(true);
  }
}

package io.nearline.ingest.step;

import io.nearline.features.action.Action;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.ingest.account.Account;
import io.nearline.ingest.account.Outcome;
import io.nearline.ingest.event.RefusedEventException;
import io.nearline.ingest.pattern.ActionPattern;
import io.nearline.ingest.pattern.ActorState;
import io.nearline.ingest.pattern.ActorStateCodec;
import io.nearline.ingest.pattern.Findings;
import io.nearline.ingest.pattern.Match;
import io.nearline.ingest.pattern.PatternMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pattern over the actions of a partition's actors. Who has actions that wait is also kept in
 * memory, in the order in which their last ones arrived, so that those of a quiet actor are matched
 * once the grace has passed. After a start that time begins anew: what is still to be read had no
 * chance to come in time. Not thread-safe.
 */
public final class PatternFlow {
  /** Why an action isn't matched: one that follows it was already. */
  public static final String LATE = "late";

  /** Why an unfinished sequence is given up: its actor has too many. */
  public static final String LIMIT = "limit";

  /** Why a match isn't emitted: it was already. */
  public static final String DUPLICATE = "duplicate";

  private static final Logger LOG = LoggerFactory.getLogger(PatternFlow.class);
  private static final long SHORTEST_WAIT_MILLIS = 1_000;

  private final PatternMatcher matcher;
  private final ActionPattern pattern;
  private final byte[] fingerprint;
  private final PatternStates states;
  private final PatternEmitting emitting;
  private final Deduplication deduplication;
  private final Account account;

  /** The processing time at which what waits is to be matched, by actor; the earliest first. */
  private final Map<Long, Long> waiting = new LinkedHashMap<>();

  private final Set<String> warned = new HashSet<>();
  private final long started;
  private long time = Long.MIN_VALUE;

  /**
   * Makes the flow of a pattern.
   *
   * @param now the processing time, in epoch milliseconds
   */
  public PatternFlow(
      ActionPattern pattern,
      AttributeCatalogue catalogue,
      PatternStates states,
      Deduplication deduplication,
      Account account,
      long now) {
    this.matcher = new PatternMatcher(pattern);
    this.pattern = pattern;
    this.fingerprint = pattern.fingerprint();
    this.states = states;
    this.emitting = new PatternEmitting(catalogue);
    this.deduplication = deduplication;
    this.account = account;
    this.started = now;
  }

  /** Returns whether a state of that fingerprint is this pattern's. */
  boolean owns(byte[] other) {
    return Arrays.equals(fingerprint, other);
  }

  /** Takes up an actor whose actions wait since before the start. */
  void resume(long actor) {
    waiting.put(actor, started + pattern.grace().toMillis());
  }

  /**
   * Takes an action, and returns the records that it leads to.
   *
   * @param pipeline the pipeline that it came by
   * @param now the processing time, in epoch milliseconds
   */
  List<Outgoing> take(String pipeline, Action action, long now) {
    if (!pattern.takes(pipeline, action.verb())) {
      return List.of();
    }
    time = Math.max(time, Math.min(action.timestamp(), now));
    Emitted emitted = new Emitted(now);
    ActorState state = states.state(fingerprint, action.actor());
    matcher.take(state, action, now, emitted);
    keep(action.actor(), state, emitted, now + pattern.grace().toMillis());
    return emitted.records;
  }

  /**
   * Matches what waits of actors that have been quiet, and returns the records that it leads to.
   *
   * @param now the processing time, in epoch milliseconds
   */
  List<Outgoing> advance(long now) {
    Emitted emitted = new Emitted(now);
    List<Long> due = new ArrayList<>();
    for (Map.Entry<Long, Long> entry : waiting.entrySet()) {
      if (entry.getValue() > now) {
        break;
      }
      due.add(entry.getKey());
    }
    long again = now + Math.max(pattern.grace().toMillis(), SHORTEST_WAIT_MILLIS);
    for (long actor : due) {
      ActorState state = states.state(fingerprint, actor);
      matcher.quiet(state, now, emitted);
      keep(actor, state, emitted, again);
    }
    return emitted.records;
  }

  /** Returns whether a state may be forgotten. */
  boolean expired(ActorStateCodec.Head head, long now) {
    return head.held() == 0
        && matcher.expired(head.newest(), Math.max(head.arrived(), started), time, now);
  }

  private void keep(long actor, ActorState state, Emitted emitted, long deadline) {
    states.keep(fingerprint, actor, state, matcher, emitted);
    waiting.remove(actor);
    if (state.holds()) {
      waiting.put(actor, deadline);
    }
  }

  /** Makes actions of matches, and counts what is found. */
  private final class Emitted implements Findings {
    private final List<Outgoing> records = new ArrayList<>();
    private final long now;

    Emitted(long now) {
      this.now = now;
    }

    @Override
    public void matched(Match match) {
      byte[] key = Deduplication.key(match.last().action().actor(), match.eventId());
      if (deduplication.seen(key, now)) {
        account.count(pattern.name(), Outcome.NOT_EMITTED, DUPLICATE);
        return;
      }
      try {
        records.addAll(emitting.emit(match));
        deduplication.remember(key, now);
        account.count(pattern.name(), Outcome.EMITTED);
      } catch (RefusedEventException e) {
        account.count(pattern.name(), Outcome.NOT_EMITTED, e.reason().text());
        if (warned.add(e.reason().text())) {
          LOG.warn("{}: a match is no action: {}", pattern.name(), e.detail());
        }
      }
    }

    @Override
    public void late() {
      account.count(pattern.name(), Outcome.NOT_MATCHED, LATE);
    }

    @Override
    public void dropped() {
      account.count(pattern.name(), Outcome.NOT_MATCHED, LIMIT);
    }
  }
}

package io.nearline.ingest.pattern;

import static io.nearline.ingest.pattern.Position.elapsed;

import io.nearline.features.action.Action;
import io.nearline.ingest.expression.ActionVariable;
import io.nearline.ingest.expression.ExpressionFailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds a pattern in each actor's actions, which may come out of order.
 *
 * <p>Actions wait until the actor has one that is newer by the grace, or was quiet for as long, and
 * are then matched in the order of timestamp and event id. An action that meets the first step's
 * condition begins a sequence; the next action that meets the next step's condition continues it,
 * others in between are skipped. At a step that takes any, the sequence continues with each such
 * action, until the first of the branches is complete: that is the match, and the others of the
 * same beginning are forgotten, so each action begins at most one match. It may be a later step of
 * any number of matches. A sequence whose first step is longer ago than {@code within} is
 * forgotten.
 *
 * <p>A condition that fails over an action, for instance since an attribute is missing, isn't met.
 * Thread-safe; states are not.
 */
public final class PatternMatcher {
  private static final int RELIEVED_PART = 8;

  private final ActionPattern pattern;
  private final long graceMillis;
  private final long withinMillis;

  /** Makes the matcher of a pattern. */
  public PatternMatcher(ActionPattern pattern) {
    this.pattern = pattern;
    this.graceMillis = pattern.grace().toMillis();
    this.withinMillis = pattern.within().toMillis();
  }

  /** Returns the pattern. */
  public ActionPattern pattern() {
    return pattern;
  }

  /**
   * Takes an action that has arrived.
   *
   * @param state that of its actor
   * @param now the processing time, in epoch milliseconds
   */
  public void take(ActorState state, Action action, long now, Findings findings) {
    StepAction taken = new StepAction(action);
    state.arrived = Math.max(state.arrived, now);
    if (state.matched != null && taken.position().compareTo(state.matched) <= 0) {
      findings.late();
      return;
    }
    state.held.add(taken);
    state.newest = Math.max(state.newest, Math.min(action.timestamp(), now));
    release(state, state.newest, findings);
    while (state.held.size() > pattern.limit()) {
      match(state, state.held.pollFirst(), findings);
    }
  }

  /**
   * Matches what waits although nothing newer comes. Call it when nothing has arrived for the
   * grace. What claims to be of the future goes on waiting until its time has come.
   *
   * @param now the processing time, in epoch milliseconds
   */
  public void quiet(ActorState state, long now, Findings findings) {
    release(state, now, findings);
  }

  /**
   * Makes a state smaller: gives up the oldest eighth of the unfinished sequences, or, where there
   * are none, matches the oldest action that waits.
   *
   * @return whether there was anything to give up
   */
  public boolean relieve(ActorState state, Findings findings) {
    if (!state.runs.isEmpty()) {
      for (int given = state.runs.size() / RELIEVED_PART; given >= 0; given--) {
        drop(state, findings);
      }
      return true;
    }
    StepAction oldest = state.held.pollFirst();
    if (oldest != null) {
      match(state, oldest, findings);
    }
    return oldest != null;
  }

  /**
   * Returns whether a state may be forgotten: no action that is still to come in time would be
   * matched otherwise for it.
   *
   * @param newest the actor's newest timestamp
   * @param arrived the processing time at which its last action arrived, in epoch milliseconds
   * @param time the newest timestamp of any actor
   * @param now the processing time, in epoch milliseconds
   */
  public boolean expired(long newest, long arrived, long time, long now) {
    long most = withinMillis + graceMillis;
    return now > arrived
        && elapsed(arrived, now) > most
        && time > newest
        && elapsed(newest, time) > most;
  }

  private void release(ActorState state, long time, Findings findings) {
    while (!state.held.isEmpty()) {
      long oldest = state.held.first().position().timestamp();
      if (oldest > time || elapsed(oldest, time) < graceMillis) {
        return;
      }
      match(state, state.held.pollFirst(), findings);
    }
  }

  private void match(ActorState state, StepAction action, Findings findings) {
    state.matched = action.position();
    List<List<StepAction>> runs = new ArrayList<>(state.runs.size() + 1);
    @Nullable StepAction used = null;
    for (List<StepAction> run : state.runs) {
      StepAction first = run.get(0);
      if (first.equals(used) || !inTime(first, action)) {
        continue;
      }
      PatternStep step = pattern.steps().get(run.size());
      if (!meets(step, run, action)) {
        runs.add(run);
        continue;
      }
      List<StepAction> longer = new ArrayList<>(run);
      longer.add(action);
      if (longer.size() == pattern.steps().size()) {
        findings.matched(new Match(pattern, longer));
        runs.removeIf(other -> other.get(0).equals(first));
        used = first;
      } else {
        runs.add(longer);
        if (step.take() == PatternStep.Take.ANY) {
          runs.add(run);
        }
      }
    }
    if (meets(pattern.steps().get(0), List.of(), action)) {
      runs.add(List.of(action));
    }
    state.runs = runs;
    while (state.runs.size() > pattern.limit()) {
      drop(state, findings);
    }
  }

  private static void drop(ActorState state, Findings findings) {
    state.runs.remove(0);
    findings.dropped();
  }

  private boolean inTime(StepAction first, StepAction last) {
    return elapsed(first.position().timestamp(), last.position().timestamp()) <= withinMillis;
  }

  private boolean meets(PatternStep step, List<StepAction> run, StepAction action) {
    Map<String, Object> variables = new HashMap<>();
    for (int i = 0; i < run.size(); i++) {
      variables.put(pattern.steps().get(i).name(), run.get(i).variable());
    }
    variables.put(ActionVariable.NAME, action.variable());
    try {
      return Boolean.TRUE.equals(step.where().evaluate(variables));
    } catch (ExpressionFailedException e) {
      // Not met, as the documentation says: whatever is missing can't be what is asked for.
      return false;
    }
  }
}

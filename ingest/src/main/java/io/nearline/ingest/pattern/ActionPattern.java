package io.nearline.ingest.pattern;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A sequence of actions of one actor, and the action that it becomes.
 *
 * @param name its name, the prefix of its emissions' event ids
 * @param from the pipelines whose actions it looks at, at least one
 * @param verbs the verbs that it looks at; empty: all
 * @param steps the steps in order, at least two
 * @param within the longest time from the first step to the last, &gt; 0
 * @param grace how much later than a newer one an action may arrive, ≥ 0
 * @param limit the most unfinished sequences that are kept for an actor, and the most actions that
 *     wait to be put in order; ≥ 1
 * @param emission the action that a match becomes
 */
public record ActionPattern(
    String name,
    Set<String> from,
    Set<String> verbs,
    List<PatternStep> steps,
    Duration within,
    Duration grace,
    int limit,
    PatternEmission emission) {
  private static final int FINGERPRINT_BYTES = 8;

  /** Copies the collections. */
  public ActionPattern {
    from = Set.copyOf(from);
    verbs = Set.copyOf(verbs);
    steps = List.copyOf(steps);
    if (from.isEmpty()) {
      throw new IllegalArgumentException("from: nothing (expected: at least one pipeline)");
    }
    if (steps.size() < 2) {
      throw new IllegalArgumentException(
          "steps: " + steps.size() + " (expected: at least two steps)");
    }
    if (limit < 1) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: > 0)");
    }
  }

  /** Returns whether it looks at a pipeline's actions of a verb. */
  public boolean takes(String pipeline, String verb) {
    return from.contains(pipeline) && (verbs.isEmpty() || verbs.contains(verb));
  }

  /**
   * Returns what identifies its state, eight bytes: unfinished sequences of other steps, or of a
   * pattern of another name, are nothing to it.
   */
  public byte[] fingerprint() {
    StringBuilder text = new StringBuilder(name);
    for (PatternStep step : steps) {
      text.append('\n').append(step.name()).append('\n').append(step.take().text());
      text.append('\n').append(step.where().text());
    }
    byte[] hash = sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(hash, FINGERPRINT_BYTES);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

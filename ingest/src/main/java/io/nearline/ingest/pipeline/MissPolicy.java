package io.nearline.ingest.pipeline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of an event whose key a joined table doesn't have. */
public enum MissPolicy {
  /** The table's name is null in expressions. */
  NULL_ATTRIBUTES,
  /** The event is filtered. */
  DROP,
  /** The event is dead-lettered. */
  DEAD_LETTER;

  /** Returns the name in pipelines.yaml. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the policy of that name. */
  public static Optional<MissPolicy> of(String text) {
    return Arrays.stream(values()).filter(policy -> policy.text().equals(text)).findFirst();
  }
}

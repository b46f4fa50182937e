package io.nearline.ingest.pattern;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A sequence of actions that is a pattern.
 *
 * @param pattern the pattern
 * @param actions the action of each step
 */
public record Match(ActionPattern pattern, List<StepAction> actions) {
  private static final int ID_BYTES = 16;

  /** Copies the actions. */
  public Match {
    actions = List.copyOf(actions);
    if (actions.size() != pattern.steps().size()) {
      throw new IllegalArgumentException(
          "actions: " + actions.size() + " (expected: " + pattern.steps().size() + ")");
    }
  }

  /**
   * Returns the identity of the action that it becomes: {@code {pattern}:} and a hash of the steps'
   * event ids. The same actions make the same id, whenever they are read.
   */
  public String eventId() {
    MessageDigest digest = ActionPattern.sha256();
    for (StepAction action : actions) {
      digest.update(action.position().eventId().getBytes(StandardCharsets.UTF_8));
      // No event id holds a NUL, so no two sequences of ids are the same bytes.
      digest.update((byte) 0);
    }
    return pattern.name() + ":" + HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
  }

  /** Returns the steps' actions by the steps' names, for expressions. */
  public Map<String, Object> variables() {
    Map<String, Object> variables = new HashMap<>();
    for (int i = 0; i < actions.size(); i++) {
      variables.put(pattern.steps().get(i).name(), actions.get(i).variable());
    }
    return variables;
  }

  /** Returns the last step's action. */
  public StepAction last() {
    return actions.get(actions.size() - 1);
  }
}

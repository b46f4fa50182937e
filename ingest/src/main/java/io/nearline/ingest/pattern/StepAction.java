package io.nearline.ingest.pattern;

import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.attribute.AttributeRoot;
import io.nearline.ingest.expression.ActionVariable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An action, and what expressions see of it. Compared by its place in the order. */
public final class StepAction implements Comparable<StepAction> {
  private final Action action;
  private final Position position;
  private @Nullable Map<String, Object> variable;

  /** Wraps an action. */
  public StepAction(Action action) {
    this.action = action;
    this.position = new Position(action.timestamp(), action.eventId());
  }

  /** Returns the action. */
  public Action action() {
    return action;
  }

  /** Returns its place in the order of its actor's actions. */
  public Position position() {
    return position;
  }

  /** Returns the action as expressions see it: attributes that are null are empty. */
  public Map<String, Object> variable() {
    if (variable == null) {
      Map<String, Object> fields = new HashMap<>();
      fields.put(ActionVariable.EVENT_ID, action.eventId());
      fields.put(ActionVariable.ACTOR, action.actor());
      fields.put(ActionVariable.VERB, action.verb());
      fields.put(ActionVariable.OBJECT, action.object());
      fields.put(ActionVariable.TIMESTAMP, action.timestamp());
      for (AttributeRoot root : AttributeRoot.values()) {
        Attributes attributes = action.attributes(root);
        fields.put(root.field(), attributes == null ? Map.of() : attributes.values());
      }
      variable = fields;
    }
    return variable;
  }

  @Override
  public int compareTo(StepAction other) {
    return position.compareTo(other.position);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StepAction step && position.equals(step.position);
  }

  @Override
  public int hashCode() {
    return position.hashCode();
  }

  @Override
  public String toString() {
    return position + " " + action.verb() + " " + action.object();
  }
}

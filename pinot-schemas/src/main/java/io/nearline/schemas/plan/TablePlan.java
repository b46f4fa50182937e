package io.nearline.schemas.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.nearline.features.problem.Problem;
import java.util.List;

/**
 * What is to be done for one table.
 *
 * @param table its name
 * @param schema the schema after the changes: what is live, with what Nearline manages as rendered
 * @param configuration the table configuration after the changes, likewise
 * @param changes what differs, in the order of the documents; none when the table is as it should
 * @param refusals what differs and can't be changed in a live table, and the traps that it has
 */
public record TablePlan(
    String table,
    JsonNode schema,
    JsonNode configuration,
    List<Change> changes,
    List<Problem> refusals) {

  /** Copies the parts. */
  public TablePlan {
    schema = schema.deepCopy();
    configuration = configuration.deepCopy();
    changes = List.copyOf(changes);
    refusals = List.copyOf(refusals);
  }

  /** Returns whether nothing differs. */
  public boolean isUnchanged() {
    return changes.isEmpty() && refusals.isEmpty();
  }

  /** Returns whether a change of that kind is to be made. */
  boolean has(Class<? extends Change> kind) {
    return changes.stream().anyMatch(kind::isInstance);
  }

  /** Returns the plan in lines: the table, then what happens to it. */
  String text() {
    StringBuilder text = new StringBuilder("table " + table + "\n");
    if (isUnchanged()) {
      text.append("  unchanged\n");
    }
    changes.forEach(change -> text.append("  ").append(change.text()).append('\n'));
    refusals.forEach(refusal -> text.append("  ! ").append(refusal).append('\n'));
    return text.toString();
  }
}

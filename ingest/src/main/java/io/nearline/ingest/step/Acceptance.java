package io.nearline.ingest.step;

import io.nearline.features.action.InvalidActionException;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributeRoot;
import io.nearline.features.attribute.ColumnLimits;
import io.nearline.ingest.event.Identity;
import io.nearline.ingest.event.MessageLimits;
import io.nearline.ingest.event.TimeBounds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells before an action is recorded whether the pipelines that pass it through will take it, by
 * the very rules of their steps. Thread-safe.
 */
public final class Acceptance {
  private final TimeBounds bounds;
  private final Validation validation;
  private final String longestPipeline;

  /**
   * Makes the rules.
   *
   * @param bounds which times are taken
   * @param pipelines the names of the pipelines that will read the actions
   */
  public Acceptance(AttributeCatalogue catalogue, TimeBounds bounds, Set<String> pipelines) {
    this.bounds = bounds;
    this.validation = new Validation(catalogue);
    this.longestPipeline =
        pipelines.stream().max(Comparator.comparingInt(String::length)).orElse("");
  }

  /**
   * Returns what is wrong with an action's time; nothing when it will be taken.
   *
   * @param timestamp when, in epoch milliseconds
   * @param now the processing time, in epoch milliseconds
   */
  public Optional<InvalidActionException> timeFault(long timestamp, long now) {
    return bounds.breach(timestamp, now).map(TimeBounds.Breach::fault);
  }

  /**
   * Returns all else that is wrong with an action; nothing when it will be taken.
   *
   * @param sourceId the event's own id
   * @param actor who
   * @param timestamp when, in epoch milliseconds
   * @param verb did what
   * @param object to what
   * @param attributes the attributes of the roots that have any; values of JSON, nulls too
   */
  public List<InvalidActionException> faults(
      String sourceId,
      long actor,
      long timestamp,
      String verb,
      String object,
      Map<AttributeRoot, Map<String, Object>> attributes) {
    List<InvalidActionException> faults = new ArrayList<>();
    String eventId = longestPipeline + ":" + sourceId;
    try {
      Texts.column("eventId", eventId, ColumnLimits.EVENT_ID);
    } catch (InvalidActionException e) {
      faults.add(e);
    }
    Draft draft =
        new Draft(new Identity(eventId, actor, timestamp), verb, object, Map.copyOf(attributes));
    faults.addAll(validation.faults(draft));
    if (faults.isEmpty()) {
      int bytes = new ActionWriter().write(validation.check(draft)).length;
      if (bytes > MessageLimits.ACTION) {
        faults.add(
            new InvalidActionException(
                "action", bytes + " bytes", "at most " + MessageLimits.ACTION + " bytes"));
      }
    }
    return faults;
  }
}

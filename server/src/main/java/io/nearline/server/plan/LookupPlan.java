package io.nearline.server.plan;

import io.nearline.features.definition.Entity;
import java.util.Optional;

/**
 * What is asked of one table about entities of one kind, and in which forms.
 *
 * @param entity the kind of entities
 * @param aggregates Pinot aggregates what it can
 * @param repeatable the same for calls that give their instant: asked again, the answer has the
 *     same bytes
 * @param rows one fetch of rows for all features, for few entities of a call that gives no instant;
 *     empty where it never pays
 */
public record LookupPlan(
    Entity entity, LookupForm aggregates, LookupForm repeatable, Optional<RowForm> rows) {

  /** Returns the form in which Pinot aggregates what it can, for a call of an instant. */
  public LookupForm aggregates(Instant instant) {
    return switch (instant) {
      case GIVEN -> repeatable;
      case OF_SENDING -> aggregates;
    };
  }

  /** Returns the form of one fetch of rows for a call of an instant; empty where there is none. */
  public Optional<RowForm> rows(Instant instant) {
    return switch (instant) {
      case GIVEN -> Optional.empty();
      case OF_SENDING -> rows;
    };
  }
}

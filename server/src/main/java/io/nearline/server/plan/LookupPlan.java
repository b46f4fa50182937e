package io.nearline.server.plan;

import io.nearline.features.definition.Entity;
import io.nearline.server.sql.EntityKeys;
import java.util.Optional;

/**
 * What is asked of one table about entities of one kind, and in which forms.
 *
 * @param entity the kind of entities
 * @param aggregates Pinot aggregates what it can
 * @param repeatable the same for calls that give their instant: asked again, the answer has the
 *     same bytes
 * @param ofOne the same as the aggregates about one entity
 * @param isEachAlone whether a call about one entity, whichever, is answered so; else about one
 *     that is known for too many rows
 * @param rows one fetch of rows for all features, for few entities of a call that gives no instant;
 *     empty where it never pays
 */
public record LookupPlan(
    Entity entity,
    LookupForm aggregates,
    LookupForm repeatable,
    LookupForm ofOne,
    boolean isEachAlone,
    Optional<RowForm> rows) {

  /** Returns the form in which Pinot aggregates what it can, for a call of an instant. */
  public LookupForm aggregates(Instant instant) {
    return switch (instant) {
      case GIVEN -> repeatable;
      case OF_SENDING -> aggregates;
    };
  }

  /**
   * Returns the form in which Pinot aggregates what it can about some entities, as things are.
   *
   * @param rootKeysPerStatement the most root keys in one statement
   */
  public LookupForm aggregatesOf(EntityKeys keys, Instant instant, int rootKeysPerStatement) {
    boolean isAlone =
        keys.size() == 1
            && instant == Instant.OF_SENDING
            && (isEachAlone || isHeavy(instant, keys, rootKeysPerStatement));
    return isAlone ? ofOne : aggregates(instant);
  }

  /**
   * Returns whether entities would be answered by their rows, were not one of them known for too
   * many.
   *
   * @param rootKeysPerStatement the most root keys in one statement
   */
  public boolean isHeavy(Instant instant, EntityKeys keys, int rootKeysPerStatement) {
    Optional<RowForm> fetch = rows(instant);
    return fetch.isPresent() && fetch.get().isHeavy(keys, rootKeysPerStatement);
  }

  /** Returns the form of one fetch of rows for a call of an instant; empty where there is none. */
  public Optional<RowForm> rows(Instant instant) {
    return switch (instant) {
      case GIVEN -> Optional.empty();
      case OF_SENDING -> rows;
    };
  }
}

package io.nearline.features.action;

import io.nearline.features.attribute.AttributeRoot;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an actor did: the standard schema.
 *
 * @param eventId the identity for de-duplication: {@code {pipeline}:{the source's id, else
 *     topic:partition:offset}}
 * @param actor who: any 64-bit number
 * @param actorAttributes what was known of the actor when the action was recorded, or null
 * @param verb did what
 * @param verbAttributes what was known of the deed, or null
 * @param object to what
 * @param objectAttributes what was known of the object, or null
 * @param timestamp when, in epoch milliseconds
 */
public record Action(
    String eventId,
    long actor,
    @Nullable Attributes actorAttributes,
    String verb,
    @Nullable Attributes verbAttributes,
    String object,
    @Nullable Attributes objectAttributes,
    long timestamp) {

  /** The verb of the probes that measure freshness; no feature and no listing sees them. */
  public static final String HEARTBEAT_VERB = "nearline.heartbeat";

  /** Returns the attributes of a root, or null. */
  public @Nullable Attributes attributes(AttributeRoot root) {
    return switch (root) {
      case ACTOR -> actorAttributes;
      case VERB -> verbAttributes;
      case OBJECT -> objectAttributes;
    };
  }

  /** Returns this action with the attributes of a root replaced. */
  public Action withAttributes(AttributeRoot root, @Nullable Attributes attributes) {
    return new Action(
        eventId,
        actor,
        root == AttributeRoot.ACTOR ? attributes : actorAttributes,
        verb,
        root == AttributeRoot.VERB ? attributes : verbAttributes,
        object,
        root == AttributeRoot.OBJECT ? attributes : objectAttributes,
        timestamp);
  }
}

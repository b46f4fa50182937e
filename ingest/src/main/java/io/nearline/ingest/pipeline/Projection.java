package io.nearline.ingest.pipeline;

import io.nearline.features.attribute.AttributeRoot;
import io.nearline.ingest.expression.Expression;
import java.util.Map;

/**
 * How an event becomes an action.
 *
 * @param actor who; refers to the event only
 * @param timestamp when; refers to the event only
 * @param verb did what
 * @param object to what
 * @param attributes the attributes of the roots that have any; others are null
 */
public record Projection(
    Expression actor,
    Expression timestamp,
    Expression verb,
    Expression object,
    Map<AttributeRoot, Expression> attributes) {

  /** Copies the attributes. */
  public Projection {
    attributes = Map.copyOf(attributes);
  }
}

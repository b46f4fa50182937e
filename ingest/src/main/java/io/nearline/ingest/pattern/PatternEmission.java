package io.nearline.ingest.pattern;

import io.nearline.features.attribute.AttributeRoot;
import io.nearline.ingest.expression.Expression;
import java.util.Map;

/**
 * The action that a match becomes. Its actor is the steps', its timestamp that of the last step.
 *
 * @param verb did what; refers to the steps by name, as the others do
 * @param object to what
 * @param attributes the attributes of the roots that have any; others are null
 */
public record PatternEmission(
    Expression verb, Expression object, Map<AttributeRoot, Expression> attributes) {

  /** Copies the attributes. */
  public PatternEmission {
    attributes = Map.copyOf(attributes);
  }
}

package io.nearline.ingest.step;

import io.nearline.features.attribute.AttributeRoot;
import io.nearline.ingest.event.Identity;
import io.nearline.ingest.expression.Expression;
import io.nearline.ingest.expression.ExpressionFailedException;
import io.nearline.ingest.pipeline.Projection;
import java.util.EnumMap;
import java.util.Map;

/** The step that makes an action of an event and what was joined to it. */
final class Projecting {
  private final Projection projection;

  Projecting(Projection projection) {
    this.projection = projection;
  }

  Draft project(Identity identity, Map<String, Object> variables) throws ExpressionFailedException {
    Map<AttributeRoot, Object> attributes = new EnumMap<>(AttributeRoot.class);
    for (Map.Entry<AttributeRoot, Expression> entry : projection.attributes().entrySet()) {
      Object value = entry.getValue().evaluate(variables);
      if (value != null) {
        attributes.put(entry.getKey(), value);
      }
    }
    return new Draft(
        identity,
        projection.verb().evaluate(variables),
        projection.object().evaluate(variables),
        attributes);
  }
}

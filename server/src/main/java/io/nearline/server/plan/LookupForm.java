package io.nearline.server.plan;

import io.nearline.features.definition.Entity;
import io.nearline.server.sql.Statement;
import java.util.List;

/**
 * Statements that answer all that is asked of one table about entities of one kind, and how its
 * features get their values of their answers. Immutable.
 *
 * @param entity the kind of entities
 * @param statements at least one, sent at once
 * @param features the features
 */
public record LookupForm(Entity entity, List<Statement> statements, List<PlannedFeature> features) {

  /** Copies. */
  public LookupForm {
    statements = List.copyOf(statements);
    features = List.copyOf(features);
  }
}

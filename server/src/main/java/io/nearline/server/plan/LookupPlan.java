package io.nearline.server.plan;

import io.nearline.features.definition.Entity;
import io.nearline.server.sql.Statement;
import java.util.List;

/**
 * What is asked of one table about entities of one kind.
 *
 * @param entity the kind of entities
 * @param statements at least one
 */
public record LookupPlan(Entity entity, List<Statement> statements) {

  /** Copies. */
  public LookupPlan {
    statements = List.copyOf(statements);
  }
}

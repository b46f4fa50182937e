package io.nearline.server.parser;

import io.nearline.server.plan.LookupPlan;
import io.nearline.server.plan.RowForm;
import io.nearline.server.sql.AggregateStatement;
import io.nearline.server.sql.EntityKeys;
import io.nearline.server.sql.Statement;
import io.nearline.server.sql.Subject;
import java.util.List;
import java.util.stream.Stream;

/** Every statement that a lookup may be sent as. */
final class StatementsOfAllForms {
  private StatementsOfAllForms() {}

  /** Returns the statements of all forms, each once. */
  static List<Statement> of(LookupPlan lookup) {
    return Stream.concat(
            Stream.of(lookup.aggregates(), lookup.repeatable(), lookup.ofOne()),
            lookup.rows().stream().map(RowForm::form))
        .flatMap(form -> form.statements().stream())
        .distinct()
        .toList();
  }

  /** Returns those of some entities that a statement may ask for: one, if it is about one. */
  static EntityKeys keys(Statement statement, EntityKeys entities) {
    return statement instanceof AggregateStatement aggregates
            && aggregates.subject() == Subject.ONE_ENTITY
        ? entities.slice(0, 1)
        : entities;
  }
}

package io.nearline.server.parser;

import io.nearline.server.plan.LookupPlan;
import io.nearline.server.plan.RowForm;
import io.nearline.server.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** Every statement that a lookup may be sent as. */
final class StatementsOfAllForms {
  private StatementsOfAllForms() {}

  /** Returns the statements of all forms, each once. */
  static List<Statement> of(LookupPlan lookup) {
    return Stream.concat(
            Stream.of(lookup.aggregates(), lookup.repeatable()),
            lookup.rows().stream().map(RowForm::form))
        .flatMap(form -> form.statements().stream())
        .distinct()
        .toList();
  }
}

package io.nearline.server.batch;

import io.nearline.server.plan.LookupForm;
import java.util.List;

/**
 * What came of a lookup.
 *
 * @param form the form that it was sent in
 * @param statements in the order of the form's statements
 */
public record LookupAnswer(LookupForm form, List<StatementAnswer> statements) {

  /** Copies. */
  public LookupAnswer {
    statements = List.copyOf(statements);
  }
}

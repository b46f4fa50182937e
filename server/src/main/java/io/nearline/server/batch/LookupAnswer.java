package io.nearline.server.batch;

import java.util.List;

/**
 * What came of a lookup.
 *
 * @param statements in the order of the plan's statements
 */
public record LookupAnswer(List<StatementAnswer> statements) {

  /** Copies. */
  public LookupAnswer {
    statements = List.copyOf(statements);
  }
}

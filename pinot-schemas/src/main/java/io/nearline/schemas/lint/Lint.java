package io.nearline.schemas.lint;

import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;
import io.nearline.schemas.PinotColumn;
import java.util.List;
import java.util.Map;

/**
 * Checks a schema and its table configuration for the traps of Pinot: settings that it accepts
 * without a word, and then cuts keys, counts aborted records, stops consuming or mistakes missing
 * values for data.
 */
public final class Lint {
  private Lint() {}

  /** Returns every trap that the documents fall into; none when there is nothing to object to. */
  public static List<Problem> check(LintSubject subject, LintContext context) {
    Problems problems = new Problems();
    Findings schema = new Findings(subject.schemaFile(), problems);
    Findings table = new Findings(subject.tableFile(), problems);
    Map<String, PinotColumn> columns = PinotColumn.byName(subject.schema());
    SchemaRules.check(subject.schema(), schema);
    context.catalogue().ifPresent(catalogue -> DeclaredColumns.check(catalogue, columns, schema));
    TableRules.check(subject.table(), context, table);
    KeyRules.check(subject.table(), context, table);
    IndexRules.check(subject.table().path("tableIndexConfig"), columns, table);
    StreamRules.check(subject.table(), table);
    return problems.sorted();
  }
}

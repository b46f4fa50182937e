package io.nearline.schemas.lint;

import com.fasterxml.jackson.databind.JsonNode;
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
    Map<String, PinotColumn> columns = PinotColumn.byName(subject.schema());
    SchemaRules.check(subject.schema(), schema);
    context.catalogue().ifPresent(catalogue -> DeclaredColumns.check(catalogue, columns, schema));
    table(subject.table(), columns, context, new Findings(subject.tableFile(), problems));
    return problems.sorted();
  }

  /** Returns the traps of a table configuration alone; the schema only tells its columns. */
  public static List<Problem> checkTable(
      String file, JsonNode table, JsonNode schema, LintContext context) {
    Problems problems = new Problems();
    table(table, PinotColumn.byName(schema), context, new Findings(file, problems));
    return problems.sorted();
  }

  private static void table(
      JsonNode table, Map<String, PinotColumn> columns, LintContext context, Findings findings) {
    TableRules.check(table, context, findings);
    KeyRules.check(table, context, findings);
    IndexRules.check(table, columns, findings);
    StreamRules.check(table, findings);
  }
}

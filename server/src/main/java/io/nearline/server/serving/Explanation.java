package io.nearline.server.serving;

import io.nearline.features.request.RequestValues;
import io.nearline.server.plan.LookupPlan;
import io.nearline.server.plan.Plan;
import io.nearline.server.plan.PlannedFeature;
import io.nearline.server.sql.Statement;
import io.nearline.server.vector.KeyIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * How a request would be answered.
 *
 * @param statements the statements that would be sent, before any is split for its size
 * @param features how each feature gets its value, in the order of the selection
 * @param definitionVersion the content hash of the definitions
 */
public record Explanation(
    List<ExplainedStatement> statements,
    List<ExplainedFeature> features,
    String definitionVersion) {

  /**
   * A statement.
   *
   * @param table the table asked
   * @param strategy aggregate, group_by or row_fetch
   * @param sql the SQL
   */
  public record ExplainedStatement(String table, String strategy, String sql) {}

  /**
   * A feature.
   *
   * @param planned the feature and its plan
   * @param statement the index of its statement among all statements
   */
  public record ExplainedFeature(PlannedFeature planned, int statement) {}

  /** Copies. */
  public Explanation {
    statements = List.copyOf(statements);
    features = List.copyOf(features);
  }

  static Explanation of(Plan plan, List<KeyIndex> keys, long asOfMillis, RequestValues values) {
    List<ExplainedStatement> statements = new ArrayList<>();
    int[] firstOfLookup = new int[plan.lookups().size()];
    for (int i = 0; i < firstOfLookup.length; i++) {
      firstOfLookup[i] = statements.size();
      LookupPlan lookup = plan.lookups().get(i);
      for (Statement statement : lookup.statements()) {
        statements.add(
            new ExplainedStatement(
                lookup.entity().table().table(),
                statement.strategy(),
                statement.write(keys.get(i).keys(), asOfMillis, values).text()));
      }
    }
    List<ExplainedFeature> features =
        plan.features().stream()
            .map(
                planned ->
                    new ExplainedFeature(
                        planned, firstOfLookup[planned.lookup()] + planned.statement()))
            .toList();
    return new Explanation(statements, features, plan.definitionVersion());
  }
}

package io.nearline.server.serving;

import io.nearline.features.definition.DerivedFeature;
import io.nearline.features.definition.Feature;
import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Items;
import io.nearline.server.plan.Instant;
import io.nearline.server.plan.LookupPlan;
import io.nearline.server.plan.Plan;
import io.nearline.server.plan.PlannedFeature;
import io.nearline.server.sql.EntityKeys;
import io.nearline.server.sql.Statement;
import io.nearline.server.vector.KeyIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a request would be answered.
 *
 * @param statements the statements in which Pinot aggregates what it can, before any is split for
 *     its size
 * @param rowFetches what may be sent instead
 * @param features how each feature gets its value, in the order of the selection
 * @param inputs how those features get theirs that derived ones are made of and that were not
 *     selected themselves
 * @param definitionVersion the content hash of the definitions
 */
public record Explanation(
    List<ExplainedStatement> statements,
    List<ExplainedRowFetch> rowFetches,
    List<ExplainedFeature> features,
    List<ExplainedFeature> inputs,
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
   * One fetch of rows for all features of a lookup.
   *
   * @param statement the fetch
   * @param insteadOf the indexes of the statements that it is sent instead of
   * @param chosen whether it would be sent
   * @param reason why, for people
   */
  public record ExplainedRowFetch(
      ExplainedStatement statement, List<Integer> insteadOf, boolean chosen, String reason) {

    /** Copies. */
    public ExplainedRowFetch {
      insteadOf = List.copyOf(insteadOf);
    }
  }

  /**
   * A feature.
   *
   * @param feature the definition
   * @param statement the index, among all statements, of the one that mainly makes its value; of a
   *     derived feature, that of the first aggregation that it is made of
   * @param reason why it is computed so, for people
   */
  public record ExplainedFeature(Feature feature, int statement, String reason) {}

  /** Copies. */
  public Explanation {
    statements = List.copyOf(statements);
    rowFetches = List.copyOf(rowFetches);
    features = List.copyOf(features);
    inputs = List.copyOf(inputs);
  }

  static Explanation of(
      Plan plan,
      List<List<Items>> keys,
      long asOfMillis,
      Instant instant,
      RequestValues values,
      int keysPerStatement) {
    List<ExplainedStatement> statements = new ArrayList<>();
    List<ExplainedRowFetch> rowFetches = new ArrayList<>();
    int[] firstOfLookup = new int[plan.lookups().size()];
    for (int i = 0; i < firstOfLookup.length; i++) {
      firstOfLookup[i] = statements.size();
      LookupPlan lookup = plan.lookups().get(i);
      EntityKeys entities = KeyIndex.of(keys.get(i)).keys();
      for (Statement statement :
          lookup.aggregatesOf(entities, instant, keysPerStatement).statements()) {
        statements.add(explained(statement, entities, asOfMillis, values));
      }
      List<Integer> own = IntStream.range(firstOfLookup[i], statements.size()).boxed().toList();
      lookup
          .rows(instant)
          .ifPresent(
              rows ->
                  rowFetches.add(
                      new ExplainedRowFetch(
                          explained(rows.form().statements().get(0), entities, asOfMillis, values),
                          own,
                          rows.isChosen(entities, keysPerStatement),
                          rows.reason(entities, keysPerStatement))));
    }
    Map<Feature, ExplainedFeature> aggregates = new HashMap<>();
    for (PlannedFeature planned : plan.aggregates()) {
      int statement = firstOfLookup[planned.lookup()] + planned.statement();
      aggregates.put(
          planned.feature(), new ExplainedFeature(planned.feature(), statement, planned.reason()));
    }
    Set<Feature> inputs = new LinkedHashSet<>();
    plan.selection().forEach(feature -> collectInputs(feature, inputs));
    plan.selection().forEach(inputs::remove);
    return new Explanation(
        statements,
        rowFetches,
        plan.selection().stream().map(feature -> explained(feature, aggregates)).toList(),
        inputs.stream().map(feature -> explained(feature, aggregates)).toList(),
        plan.definitionVersion());
  }

  private static ExplainedStatement explained(
      Statement statement, EntityKeys entities, long asOfMillis, RequestValues values) {
    return new ExplainedStatement(
        statement.entity().table().table(),
        statement.strategy(),
        statement.write(entities, asOfMillis, values).text());
  }

  private static void collectInputs(Feature feature, Set<Feature> inputs) {
    for (Feature input : feature.inputs()) {
      if (inputs.add(input)) {
        collectInputs(input, inputs);
      }
    }
  }

  private static ExplainedFeature explained(
      Feature feature, Map<Feature, ExplainedFeature> aggregates) {
    if (feature instanceof DerivedFeature derived) {
      Feature first = derived.aggregates().iterator().next();
      String inputs =
          derived.inputs().stream().map(Feature::fullName).collect(Collectors.joining(", "));
      return new ExplainedFeature(
          feature,
          Objects.requireNonNull(aggregates.get(first), first::versionedName).statement(),
          "derived: " + derived.expressionText() + ", in the server, from " + inputs);
    }
    return Objects.requireNonNull(aggregates.get(feature), feature::versionedName);
  }
}

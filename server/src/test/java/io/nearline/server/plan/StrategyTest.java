package io.nearline.server.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.server.Samples;
import io.nearline.server.sql.AggregateStatement;
import io.nearline.server.sql.GroupedStatement;
import io.nearline.server.sql.RowStatement;
import io.nearline.server.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which statements features come from, and why. */
class StrategyTest {
  private static final List<String> AGGREGATES =
      List.of(
          "count",
          "exists",
          "count, half_life: 1h",
          "sum, of: objectAttributes.price",
          "mean, of: verbAttributes.score",
          "mean, of: objectAttributes.price, half_life: 20m",
          "min, of: objectAttributes.price",
          "time_since_last",
          "count_distinct, of: object",
          "approx_count_distinct, of: object",
          "top_k, of: objectAttributes.geo, k: 3",
          "histogram, of: verb",
          "histogram, of: objectAttributes.geo",
          "last, of: object",
          "percentile, of: objectAttributes.price, p: 0.5",
          "last_k, of: object, k: 5",
          "funnel, steps: ['verb == \"a\"', 'verb == \"b\"']");

  private static final String DECISIONS =
      """
      feature_set: s
      version: 1
      entity: actor
      features:
        - {name: sum, aggregate: sum, of: objectAttributes.price, windows: [1h]}
        - {name: geos, aggregate: histogram, of: objectAttributes.geo, windows: [1h]}
        - {name: users, aggregate: approx_count_distinct, of: object, windows: [1h]}
        - {name: last, aggregate: last, of: object, windows: [1h]}
        - {name: early, aggregate: count, where: 'verb < "m"', windows: [1h]}
        - {name: fast, aggregate: count, half_life: 10s, windows: [42m, 43m]}
      services:
        all: ['s@1.*']
      """;

  private static Map<String, String> reasons(Strategy strategy) {
    return new Planner(Samples.catalogue(DECISIONS), 20_000, 50_000, strategy)
        .plan(new Selection.Service("all"), false).aggregates().stream()
            .collect(
                Collectors.toMap(
                    planned -> planned.feature().name(),
                    planned ->
                        (planned.source() instanceof FeatureSource.Rows ? "rows: " : "pinot: ")
                            + planned.reason()));
  }

  @Test
  void reasonsSayWhy() {
    assertThat(reasons(Strategy.PLANNED))
        .isEqualTo(
            Map.of(
                "sum_1h",
                "pinot: sum: Pinot computes its terms exactly, with all others in one statement",
                "geos_1h",
                "pinot: histogram: Pinot counts exactly by objectAttributes.geo",
                "users_1h",
                "pinot: approx_count_distinct: Pinot estimates it, with all others in one statement",
                "last_1h",
                "rows: last over string needs the rows: Pinot has no exact aggregation for it",
                "early_1h",
                "pinot: count: Pinot computes its terms exactly, with all others in one statement",
                "fast_42m",
                "pinot: count: Pinot computes its terms exactly, with all others in one statement",
                "fast_43m",
                "rows: count needs the rows: its window has so many half-lives that Pinot would"
                    + " lose weights"));
  }

  @Test
  void eitherStrategyIsForcedWhereThereAreBoth() {
    Map<String, String> aggregates = reasons(Strategy.AGGREGATE);
    Map<String, String> rows = reasons(Strategy.ROWS);

    assertThat(aggregates)
        .containsEntry(
            "geos_1h", "pinot: histogram: Pinot counts exactly by objectAttributes.geo (forced)");
    assertThat(rows)
        .containsEntry("geos_1h", "rows: histogram: evaluated over the rows (forced)")
        .containsEntry("users_1h", "rows: approx_count_distinct: evaluated over the rows (forced)");
    for (String onlyRows : List.of("last_1h", "fast_43m")) {
      assertThat(aggregates.get(onlyRows))
          .isEqualTo(rows.get(onlyRows))
          .isEqualTo(reasons(Strategy.PLANNED).get(onlyRows));
    }
  }

  @Test
  void twoHundredFeaturesAreAFewStatements() {
    StringBuilder features = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      features.append(
          "  - {name: f%d, aggregate: %s, where: 'verb == \"v%d\"', windows: [%dm]}%n"
              .formatted(i, AGGREGATES.get(i % AGGREGATES.size()), i % 7, 30 + i % 13));
    }
    Plan plan =
        new Planner(
                Samples.catalogue(
                    "feature_set: s\nversion: 1\nentity: actor\nfeatures:\n"
                        + features
                        + "services: {all: ['s@1.*']}\n"),
                20_000,
                50_000)
            .plan(new Selection.Service("all"), true);

    assertThat(plan.aggregates()).hasSize(200);
    assertThat(plan.lookups()).hasSize(1);
    List<Statement> statements = plan.lookups().get(0).aggregates().statements();
    List<String> groupedBy = new ArrayList<>();
    statements.forEach(
        statement -> {
          if (statement instanceof GroupedStatement grouped) {
            groupedBy.add(grouped.field().text());
          }
        });
    assertThat(statements).filteredOn(AggregateStatement.class::isInstance).hasSize(1);
    assertThat(statements).filteredOn(RowStatement.class::isInstance).hasSize(1);
    assertThat(groupedBy).containsExactlyInAnyOrder("verb", "objectAttributes.geo");
    assertThat(statements).hasSize(4);
  }
}

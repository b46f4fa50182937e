package io.nearline.server.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.aggregate.Aggregates;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.Entity;
import io.nearline.features.field.Field;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.plan.LookupPlan;
import io.nearline.server.plan.Planner;
import io.nearline.server.plan.Selection;
import io.nearline.server.sql.EntityKeys;
import io.nearline.server.sql.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pinot.common.request.PinotQuery;
import org.junit.jupiter.api.Test;

/** Pinot's parser takes every statement that a broad catalogue leads to. */
class EveryStatementTest {
  private static final Path GOLDEN = Path.of("../server/src/test/resources/golden");
  private static final Catalogue CATALOGUE = BroadCatalogue.load();
  private static final long AS_OF = 1_700_000_000_000L;

  @Test
  void everyAggregateHasFeatures() {
    assertThat(
            CATALOGUE.features().stream()
                .flatMap(feature -> feature.aggregates().stream())
                .map(feature -> feature.aggregate().name()))
        .containsAll(Aggregates.names());
  }

  @Test
  void everyAggregateConditionAndEntity() {
    Planner planner = new Planner(CATALOGUE, 20_000, 50_000);
    Set<String> strategies = new HashSet<>();
    int statements = 0;
    for (var service : CATALOGUE.services()) {
      for (boolean withLastActions : new boolean[] {false, true}) {
        var plan = planner.plan(new Selection.Service(service.name()), withLastActions);
        for (LookupPlan lookup : plan.lookups()) {
          for (Statement statement : StatementsOfAllForms.of(lookup)) {
            EntityKeys keys = StatementsOfAllForms.keys(statement, keys(lookup.entity()));
            check(statement.write(keys, AS_OF, RequestValues.NONE).text());
            strategies.add(statement.strategy());
            statements++;
          }
        }
      }
    }

    System.out.printf("%d features, %d statements%n", CATALOGUE.features().size(), statements);
    assertThat(statements).isGreaterThan(300);
    assertThat(strategies).containsExactlyInAnyOrder("aggregate", "group_by", "row_fetch");
  }

  /** Quoted names of functions are read in less time. */
  @Test
  void quotedFunctionsAreThoseThatKeywordsName() {
    String where = " FROM t WHERE v = 'a' GROUP BY k LIMIT 5";

    assertThat(
            ParsedStatement.parse(
                "SELECT k, \"count\"(*), \"sum\"(\"case\"(v = 'a' AND p > 1, p, 0)), \"max\"(\"exp\"(p))"
                    + where))
        .isEqualTo(
            ParsedStatement.parse(
                "SELECT k, COUNT(*), SUM(CASE WHEN v = 'a' AND p > 1 THEN p ELSE 0 END), MAX(EXP(p))"
                    + where));
  }

  private static EntityKeys keys(Entity entity) {
    return new EntityKeys(entity.keys().stream().map(EveryStatementTest::keys).toList());
  }

  private static Items keys(Field key) {
    return key.type() == ScalarType.INT64
        ? Items.of(0, Long.MIN_VALUE, Long.MAX_VALUE)
        : Items.of("job:1", "it's", "two''quotes");
  }

  @Test
  void goldenStatements() throws IOException {
    List<String> statements;
    try (Stream<Path> files = Files.list(GOLDEN)) {
      statements =
          files
              .flatMap(file -> lines(file).stream())
              .filter(line -> line.startsWith("SELECT "))
              .toList();
    }

    assertThat(statements).hasSizeGreaterThan(5);
    statements.forEach(EveryStatementTest::check);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(String sql) {
    PinotQuery query = ParsedStatement.parse(sql);
    assertThat(query.getLimit()).as(sql).isPositive();
    assertThat(query.getOrderByList() == null || query.getOrderByList().isEmpty()).as(sql).isTrue();
    assertThat(query.getHavingExpression()).as(sql).isNull();
  }
}

package io.nearline.server.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.attribute.AttributePath;
import io.nearline.features.condition.Condition;
import io.nearline.features.condition.ConditionCompiler;
import io.nearline.features.condition.Literal;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.definition.Entity;
import io.nearline.features.field.StandardField;
import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Items;
import io.nearline.server.plan.Planner;
import io.nearline.server.plan.Selection;
import io.nearline.server.sql.EntityKeys;
import io.nearline.server.sql.ListingStatement;
import io.nearline.server.sql.ListingStatement.Position;
import io.nearline.server.sql.ListingStatement.Range;
import io.nearline.server.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * No text changes the statement that it is written into, and Pinot reads each as it was: hostile
 * texts go through every way that leads from a caller or a definition to SQL. Hundreds to thousands
 * share a statement, since parsing costs more by the statement than by the literal.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InjectionTest {
  private static final long SEED = Long.getLong("nearline.seed", 20_261_121L);
  private static final int WANTED = 1_000_000;
  private static final long AS_OF = 1_700_000_000_000L;
  private static final String FEATURES =
      """
      feature_set: items
      version: 1
      entity: object
      features:
        - {name: views, aggregate: count, where: 'verb == "view"', windows: [1h, 24h]}
        - {name: geos, aggregate: top_k, of: objectAttributes.geo, k: 3, windows: [24h]}
        - {name: recent, aggregate: last_k, k: 3, of: [verb, age_ms], windows: [1h]}
      services:
        aggregate: ['items@1.views_1h', 'items@1.views_24h']
        group_by: ['items@1.geos_24h']
        row_fetch: ['items@1.recent_1h']
      """;
  private static final String PAIRS =
      """
      feature_set: pairs
      version: 1
      entity: [actor, objectAttributes.geo]
      features:
        - {name: views, aggregate: count, where: 'verb == "view"', windows: [1h, 24h]}
      services:
        pairs: ['pairs@1.*']
      """;

  private final HostileText hostile = new HostileText(SEED);
  private final HostileStatements statements = new HostileStatements(hostile);
  private final Catalogue catalogue =
      CatalogueLoader.load(
          Map.of(
              "attributes.yaml",
              BroadCatalogue.ATTRIBUTES,
              "features/items.yaml",
              FEATURES,
              "features/pairs.yaml",
              PAIRS));
  private final Planner planner = new Planner(catalogue, 20_000, 50_000);
  private final ConditionCompiler conditions = new ConditionCompiler(catalogue.attributes());
  private final ListingStatement listing =
      new ListingStatement(
          new Entity(
              List.of(StandardField.ACTOR), catalogue.attributes().entity("actor").orElseThrow()),
          catalogue.attributes().promoted());

  @BeforeAll
  void printSeed() {
    System.out.println("seed: " + SEED + " (-Dnearline.seed=…)");
  }

  @AfterAll
  void thereWereEnough() {
    System.out.println(statements.texts() + " texts");
    assertThat(statements.texts()).isGreaterThanOrEqualTo(WANTED);
  }

  @Test
  void keysOfEntities() {
    for (String service : List.of("aggregate", "group_by", "row_fetch")) {
      Statement statement = statement(planner, new Selection.Service(service));
      assertThat(statement.strategy()).isEqualTo(service);
      statements.check(
          90,
          3_000,
          HostileText::next,
          keys -> statement.write(EntityKeys.of(Items.of(keys)), AS_OF, RequestValues.NONE).text());
    }
  }

  @Test
  void furtherKeysOfEntities() {
    Statement statement = statement(planner, new Selection.Service("pairs"));
    statements.check(
        10,
        3_000,
        HostileText::next,
        keys ->
            statement
                .write(
                    new EntityKeys(List.of(Items.of(new long[keys.length]), Items.of(keys))),
                    AS_OF,
                    RequestValues.NONE)
                .text());
  }

  @Test
  void verbsOfListings() {
    statements.check(
        40, 3_000, HostileText::next, verbs -> list(List.of(verbs), Condition.always()));
  }

  @Test
  void eventIdsOfPageTokens() {
    statements.check(
        2_000,
        1,
        HostileText::next,
        id ->
            listing
                .write(
                    new Range(
                        1,
                        AS_OF - 1,
                        AS_OF,
                        List.of(),
                        Condition.always(),
                        Optional.of(new Position(AS_OF, id[0]))),
                    101)
                .text());
  }

  @Test
  void itemsOfConditions() {
    statements.check(
        60,
        500,
        HostileText::nextUnicode,
        items -> list(List.of(), conditions.compile("verb in [" + literals(items, ", ") + "]")));
    statements.check(
        60,
        500,
        HostileText::nextUnicode,
        items ->
            list(
                List.of(),
                conditions.compile(
                    "!(actorAttributes.industry in [" + literals(items, ", ") + "])")));
  }

  @Test
  void operandsOfConditions() {
    for (String atom :
        List.of(
            "object == %s",
            "objectAttributes.geo != %s",
            "actorAttributes.industry < %s",
            "verb.startsWith(%s)",
            "!objectAttributes.geo.startsWith(%s)",
            "!(has(actorAttributes.industry) && actorAttributes.industry == %s)")) {
      statements.check(
          20,
          250,
          atom.contains(" < ") ? HostileText::nextAfterNull : HostileText::nextUnicode,
          operands ->
              list(
                  List.of(),
                  conditions.compile(
                      IntStream.range(0, operands.length)
                          .mapToObj(i -> atom.formatted(literal(operands[i])))
                          .collect(Collectors.joining(" || ")))));
    }
  }

  @Test
  void conditionsOfFeatures() {
    statements.check(
        5,
        300,
        HostileText::nextPrintable,
        operands -> {
          StringBuilder features = new StringBuilder();
          for (int i = 0; i < operands.length; i++) {
            features.append(
                "  - {name: f%d, aggregate: count, where: '%s', windows: [1h]}%n"
                    .formatted(i, ("verb == " + literal(operands[i])).replace("'", "''")));
          }
          Catalogue defined =
              CatalogueLoader.load(
                  Map.of(
                      "attributes.yaml",
                      BroadCatalogue.ATTRIBUTES,
                      "features/f.yaml",
                      "feature_set: s\nversion: 1\nentity: actor\nfeatures:\n"
                          + features
                          + "services: {all: ['s@1.*']}\n"));
          return statement(new Planner(defined, 1, 1), new Selection.Service("all"))
              .write(EntityKeys.of(Items.of(1)), AS_OF, RequestValues.NONE)
              .text();
        });
  }

  @Test
  void valuesOfCalls() {
    String operands =
        IntStream.range(0, 500)
            .mapToObj(i -> "request.v" + i)
            .collect(Collectors.joining(", ", "object in [", "]"));
    Statement statement =
        statement(
            new Planner(
                CatalogueLoader.load(
                    Map.of(
                        "attributes.yaml",
                        BroadCatalogue.ATTRIBUTES,
                        "features/f.yaml",
                        "feature_set: s\nversion: 1\nentity: actor\nfeatures: [{name: n, aggregate:"
                            + " count, where: '"
                            + operands
                            + " || object.startsWith(request.v0)', windows: [1h]}]\n")),
                1,
                1),
            new Selection.Features(List.of("s.n_1h")));
    statements.check(
        60,
        500,
        HostileText::next,
        values -> statement.write(EntityKeys.of(Items.of(1)), AS_OF, requestValues(values)).text());
  }

  private static RequestValues requestValues(String[] values) {
    Map<String, Items> columns = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      columns.put("v" + i, Items.of(values[i]));
    }
    return new RequestValues(columns);
  }

  @Test
  void namesOfAttributes() {
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      String name = hostile.nextName();
      Optional<AttributePath> path = AttributePath.parse("objectAttributes." + name);
      if (path.isEmpty()) {
        refused++;
      } else {
        assertThat(path.get().name()).isEqualTo(name).matches("[A-Za-z0-9_]+");
      }
    }
    assertThat(refused).isBetween(20_000, 80_000);
  }

  /** Returns the only statement of a selection's aggregates. */
  private static Statement statement(Planner planner, Selection selection) {
    return planner.plan(selection, false).lookups().get(0).aggregates().statements().get(0);
  }

  private String list(List<String> verbs, Condition where) {
    return listing
        .write(new Range(1, AS_OF - 1, AS_OF, verbs, where, Optional.empty()), 101)
        .text();
  }

  private static String literals(String[] values, String between) {
    return Stream.of(values).map(InjectionTest::literal).collect(Collectors.joining(between));
  }

  private static String literal(String value) {
    return new Literal.Text(value).text();
  }
}

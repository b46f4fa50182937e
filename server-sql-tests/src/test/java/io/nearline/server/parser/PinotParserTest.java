package io.nearline.server.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.condition.Condition;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.definition.Entity;
import io.nearline.features.field.StandardField;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.plan.LookupPlan;
import io.nearline.server.plan.Planner;
import io.nearline.server.plan.Selection;
import io.nearline.server.sql.EntityKeys;
import io.nearline.server.sql.ListingStatement;
import io.nearline.server.sql.ListingStatement.Position;
import io.nearline.server.sql.ListingStatement.Range;
import io.nearline.server.sql.ProbeStatement;
import io.nearline.server.sql.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pinot.common.request.PinotQuery;
import org.junit.jupiter.api.Test;

/** Every statement that the server makes of the samples is one that Pinot's parser takes. */
class PinotParserTest {
  private static final Path SAMPLES = Path.of("../deploy/config");
  private static final long AS_OF = 1_700_000_000_000L;
  private static final String NASTY =
      "'\"\\;-/*%?$(){}[]\n\t\u0001 SETselectOPTION=naïve😀\uFFFD\u2019";

  private final Catalogue catalogue = CatalogueLoader.load(samples());
  private final Planner planner = new Planner(catalogue, 20_000, 50_000);

  private static Map<String, String> samples() {
    Map<String, String> files = new HashMap<>();
    try (Stream<Path> paths = Files.walk(SAMPLES)) {
      for (Path path : paths.filter(file -> file.toString().endsWith(".yaml")).toList()) {
        files.put(SAMPLES.relativize(path).toString(), Files.readString(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  @Test
  void everyServiceOfTheSamples() {
    List<String> statements = statements(catalogue, planner);

    assertThat(statements).hasSizeGreaterThan(10);
    statements.forEach(PinotParserTest::assertPlain);
  }

  @Test
  void entitiesOfSeveralKeysAndOfAttributes() {
    Catalogue pairs =
        CatalogueLoader.load(
            Map.of(
                "attributes.yaml",
                """
                attributes:
                  actorAttributes.country: {type: string}
                  verbAttributes.dwell:    {type: int64}
                  objectAttributes.author: {type: string, column: objectAuthor}
                  objectAttributes.shop:   {type: int64, column: objectShop}
                entities:
                  actor: {table: actions, type: int64, retention: 96h}
                  objectAttributes.author: {table: actions_by_author, type: string, retention: 96h}
                """,
                "features/pairs.yaml",
                set("pairs", "[actor, object, objectAttributes.author, actorAttributes.country]"),
                "features/authors.yaml",
                set("authors", "objectAttributes.author"),
                "features/shops.yaml",
                set(
                    "shops",
                    "[objectAttributes.author, objectAttributes.shop, verbAttributes.dwell]")));
    List<String> statements = statements(pairs, new Planner(pairs, 20_000, 50_000));

    // Of each service, with the latest actions and without: an aggregation, two groupings, rows;
    // the aggregation of one entity; and rows instead of all of these.
    assertThat(statements).hasSize(3 * 2 * 6);
    statements.forEach(PinotParserTest::assertPlain);
    assertThat(statements.stream().filter(sql -> sql.contains("GROUP BY")))
        .allSatisfy(
            sql -> {
              PinotQuery query = ParsedStatement.parse(sql);
              assertThat(query.getSelectList()).containsAll(query.getGroupByList());
            });
  }

  private static String set(String name, String entity) {
    return """
        feature_set: %1$s
        version: 1
        entity: %2$s
        features:
          - {name: count, aggregate: count, windows: [1h, 24h]}
          - {name: objects, aggregate: count_distinct, of: object, windows: [24h]}
          - {name: verbs, aggregate: top_k, k: 3, of: verb, windows: [24h]}
          - {name: authors, aggregate: histogram, of: objectAttributes.author, windows: [24h]}
          - {name: recent, aggregate: last_k, k: 3, of: [object, verbAttributes.dwell], windows: [24h]}
        services:
          %1$s: ['%1$s@1.*']
        """
        .formatted(name, entity);
  }

  private static List<String> statements(Catalogue catalogue, Planner planner) {
    List<String> statements = new ArrayList<>();
    for (var service : catalogue.services()) {
      for (boolean withLastActions : new boolean[] {false, true}) {
        var plan = planner.plan(new Selection.Service(service.name()), withLastActions);
        for (LookupPlan lookup : plan.lookups()) {
          for (Statement statement : StatementsOfAllForms.of(lookup)) {
            EntityKeys keys = StatementsOfAllForms.keys(statement, keys(lookup.entity()));
            statements.add(statement.write(keys, AS_OF, RequestValues.NONE).text());
          }
        }
      }
    }
    return statements;
  }

  private static void assertPlain(String sql) {
    PinotQuery query = ParsedStatement.parse(sql);
    assertThat(query.getLimit()).as(sql).isPositive();
    assertThat(query.getOrderByList() == null || query.getOrderByList().isEmpty()).isTrue();
    assertThat(query.getHavingExpression()).isNull();
  }

  private static EntityKeys keys(Entity entity) {
    return new EntityKeys(
        entity.keys().stream()
            .map(
                key ->
                    key.type() == ScalarType.INT64
                        ? Items.of(0, Long.MIN_VALUE, Long.MAX_VALUE)
                        : Items.of("job:1", "it's", NASTY))
            .toList());
  }

  @Test
  void listingsAndProbes() {
    var table = catalogue.attributes().entity("actor").orElseThrow();
    ListingStatement listing =
        new ListingStatement(
            new Entity(List.of(StandardField.ACTOR), table), catalogue.attributes().promoted());
    Range range =
        new Range(
            Long.MIN_VALUE,
            AS_OF - 1,
            AS_OF,
            List.of("it's", NASTY),
            Condition.always(),
            Optional.of(new Position(AS_OF, NASTY)));

    assertThat(ParsedStatement.parse(listing.write(range, 101).text()).getLimit()).isEqualTo(101);
    assertThat(
            ParsedStatement.parse(
                    ProbeStatement.write(table, catalogue.attributes().promoted()).text())
                .getSelectList())
        .hasSizeGreaterThan(8);
  }
}

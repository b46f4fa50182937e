package io.nearline.server.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.condition.Condition;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.definition.Entity;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.plan.LookupPlan;
import io.nearline.server.plan.Planner;
import io.nearline.server.plan.Selection;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.pinot.common.request.Expression;
import org.apache.pinot.common.request.Function;
import org.apache.pinot.common.request.PinotQuery;
import org.apache.pinot.sql.parsers.CalciteSqlParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every statement that the server makes of the samples is one that Pinot's parser takes. */
class PinotParserTest {
  private static final Path SAMPLES = Path.of("../deploy/config");
  private static final long AS_OF = 1_700_000_000_000L;
  private static final long SEED = Long.getLong("nearline.seed", 20_260_102L);
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
    List<String> statements = new ArrayList<>();
    for (var service : catalogue.services()) {
      for (boolean withLastActions : new boolean[] {false, true}) {
        var plan = planner.plan(new Selection.Service(service.name()), withLastActions);
        for (LookupPlan lookup : plan.lookups()) {
          for (Statement statement : lookup.statements()) {
            statements.add(statement.write(keys(lookup.entity()), AS_OF).text());
          }
        }
      }
    }

    assertThat(statements).hasSizeGreaterThan(10);
    for (String sql : statements) {
      PinotQuery query = parse(sql);
      assertThat(query.getLimit()).as(sql).isPositive();
      assertThat(query.getOrderByList() == null || query.getOrderByList().isEmpty()).isTrue();
      assertThat(query.getHavingExpression()).isNull();
    }
  }

  private static Items keys(Entity entity) {
    return entity.root().type() == ScalarType.INT64
        ? Items.of(0, Long.MIN_VALUE, Long.MAX_VALUE)
        : Items.of("job:1", "it's", NASTY);
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

    assertThat(parse(listing.write(range, 101).text()).getLimit()).isEqualTo(101);
    assertThat(
            parse(ProbeStatement.write(table, catalogue.attributes().promoted()).text())
                .getSelectList())
        .hasSizeGreaterThan(8);
  }

  @Test
  void noKeyChangesTheShapeOfItsStatement() {
    System.out.println("seed: " + SEED + " (-Dnearline.seed=…)");
    Random random = new Random(SEED);
    Statement statement =
        planner
            .plan(new Selection.Service("job_popularity"), false)
            .lookups()
            .get(0)
            .statements()
            .get(0);
    for (int round = 0; round < 200; round++) {
      String[] keys = new String[100];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = nasty(random);
      }
      PinotQuery query = parse(statement.write(Items.of(keys), AS_OF).text());
      List<Expression> in = operands(operands(query.getFilterExpression()).get(0));
      assertThat(in).hasSize(1 + keys.length);
      for (int i = 0; i < keys.length; i++) {
        assertThat(Objects.requireNonNull(in.get(1 + i).getLiteral()).getStringValue())
            .isEqualTo(keys[i]);
      }
    }
  }

  private static List<Expression> operands(@Nullable Expression expression) {
    Function call = Objects.requireNonNull(Objects.requireNonNull(expression).getFunctionCall());
    return Objects.requireNonNull(call.getOperands());
  }

  private static String nasty(Random random) {
    StringBuilder text = new StringBuilder();
    int[] points = NASTY.codePoints().toArray();
    for (int length = random.nextInt(12); length > 0; length--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  private static PinotQuery parse(String sql) {
    return CalciteSqlParser.compileToPinotQuery("SET timeoutMs=1000; " + sql);
  }
}

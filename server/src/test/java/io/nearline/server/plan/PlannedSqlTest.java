package io.nearline.server.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.features.definition.Catalogue;
import io.nearline.features.field.Field;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.Samples;
import io.nearline.server.sql.EntityKeys;
import io.nearline.server.sql.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SQL of whole services, as it goes to Pinot, beside the plan that made it. */
class PlannedSqlTest {
  private static final long AS_OF = 1_700_000_000_000L;

  private final Planner planner = new Planner(Samples.catalogue(), 20_000, 50_000);

  @ParameterizedTest
  @ValueSource(strings = {"ranker", "counts", "both"})
  void serviceIsAskedForWithThisSql(String service) throws IOException {
    assertGolden(service, describe(planner.plan(new Selection.Service(service), false)));
  }

  @Test
  void entitiesOfSeveralKeysAreAskedForKeyByKey() throws IOException {
    Planner pairs = new Planner(Samples.pairs(), 20_000, 50_000);

    assertGolden("pairs", describe(pairs.plan(new Selection.Service("pairs"), false)));
  }

  @Test
  void metadataAddsTheLatestActionOfEachFeature() throws IOException {
    assertGolden(
        "ranker-with-metadata", describe(planner.plan(new Selection.Service("ranker"), true)));
  }

  @Test
  @Timeout(60)
  void tenThousandFeaturesOfOneServiceArePlannedInSeconds() {
    String verbs =
        IntStream.range(0, 5_000)
            .mapToObj(verb -> "v" + verb)
            .collect(Collectors.joining(", ", "[", "]"));
    Catalogue many =
        Samples.catalogue(
            """
            feature_set: many
            version: 1
            entity: actor
            matrix:
              - {name: '{verb}', aggregate: count, verb: %s, windows: [1h, 24h]}
            services:
              all: ['many@1.*']
            """
                .formatted(verbs));

    Plan plan = new Planner(many, 20_000, 50_000).plan(new Selection.Service("all"), true);

    assertThat(plan.aggregates()).hasSize(10_000);
    assertThat(plan.lookups().get(0).aggregates().statements()).hasSize(1);
  }

  private static String describe(Plan plan) {
    StringBuilder text = new StringBuilder();
    for (PlannedFeature feature : plan.aggregates()) {
      text.append(
          String.format(
              "%s: lookup %d, statement %d: %s\n",
              feature.feature().fullName(),
              feature.lookup(),
              feature.statement(),
              feature.reason()));
    }
    for (LookupPlan lookup : plan.lookups()) {
      EntityKeys keys =
          new EntityKeys(lookup.entity().keys().stream().map(PlannedSqlTest::keys).toList());
      for (Statement statement : lookup.aggregates().statements()) {
        append(text, statement, "", keys);
      }
      for (Statement statement : lookup.repeatable().statements()) {
        if (!lookup.aggregates().statements().contains(statement)) {
          append(text, statement, " of a given instant", keys);
        }
      }
      for (Statement statement : lookup.ofOne().statements()) {
        if (!lookup.aggregates().statements().contains(statement)) {
          append(text, statement, " of one entity with many rows", keys.slice(0, 1));
        }
      }
      lookup
          .rows()
          .ifPresent(
              rows -> append(text, rows.form().statements().get(0), " instead of all", keys));
    }
    return text.toString();
  }

  private static void append(
      StringBuilder text, Statement statement, String remark, EntityKeys keys) {
    text.append(
        String.format(
            "\n-- %s%s\n%s\n",
            statement.strategy(), remark, statement.write(keys, AS_OF, RequestValues.NONE).text()));
  }

  private static Items keys(Field key) {
    return key.type() == ScalarType.INT64
        ? Items.of(111, Long.MIN_VALUE)
        : Items.of("job:1", "it's");
  }

  /** With -Dnearline.golden=write the files are written anew, to be looked at in the diff. */
  private static void assertGolden(String name, String actual) throws IOException {
    Path file = Path.of("src/test/resources/golden", name + ".sql");
    if ("write".equals(System.getProperty("nearline.golden"))) {
      Files.writeString(file, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(file));
  }

  @Test
  void equalPlansAreMadeOnce() {
    assertThat(planner.plan(new Selection.Service("counts"), false))
        .isSameAs(planner.plan(new Selection.Service("counts"), false));
  }

  @Test
  void oneFeatureInTwoVersionsWouldBeTwoColumnsOfOneName() {
    String sets = Samples.FEATURES.substring(0, Samples.FEATURES.indexOf("services:"));
    Catalogue catalogue = Samples.catalogue(sets, sets.replace("version: 1", "version: 2"));
    Planner twoVersions = new Planner(catalogue, 20_000, 50_000);

    assertThatThrownBy(
            () ->
                twoVersions.plan(
                    new Selection.Features(List.of("jobs@1.applies_1h", "jobs@2.applies_1h")),
                    false))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "features.names[1]: jobs@2.applies_1h (expected: no second version beside"
                + " jobs@1.applies_1h)");
  }

  @Test
  void statementReadsNoFartherBackThanItsOwnFeatures() {
    Plan plan =
        planner.plan(
            new Selection.Features(List.of("jobs.applies_1h", "jobs.geos_24h", "jobs.recent_24h")),
            false);

    List<String> sql =
        plan.lookups().get(0).aggregates().statements().stream()
            .map(
                statement ->
                    statement.write(EntityKeys.of(Items.of(1)), AS_OF, RequestValues.NONE).text())
            .toList();
    assertThat(sql).hasSize(3);
    assertThat(sql.get(0)).contains("\"timestamp\" > " + (AS_OF - 3_600_000));
    assertThat(sql.get(1)).contains("\"timestamp\" > " + (AS_OF - 86_400_000));
    assertThat(sql.get(2)).contains("\"timestamp\" > " + (AS_OF - 86_400_000));
  }

  @Test
  void statementWithoutGroupsIsOfOneEntity() {
    Statement alone =
        planner
            .plan(new Selection.Service("counts"), false)
            .lookups()
            .get(0)
            .ofOne()
            .statements()
            .get(0);

    assertThatThrownBy(() -> alone.write(EntityKeys.of(Items.of(1, 2)), AS_OF, RequestValues.NONE))
        .hasMessage("2 entities (expected: one)");
  }

  @Test
  void featuresByName() {
    Plan plan =
        planner.plan(new Selection.Features(List.of("items.views_1h", "jobs@1.applies_1h")), false);

    assertThat(
            plan.aggregates().stream()
                .map(feature -> feature.feature().fullName())
                .collect(Collectors.joining(" ")))
        .isEqualTo("items.views_1h jobs.applies_1h");
    assertThat(plan.lookups()).hasSize(2);
  }
}

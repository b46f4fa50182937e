package io.nearline.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Timestamp;
import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.aggregate.Aggregate;
import io.nearline.features.aggregate.DecayedCount;
import io.nearline.features.aggregate.DecayedMean;
import io.nearline.features.aggregate.DecayedSum;
import io.nearline.features.aggregate.Mean;
import io.nearline.features.aggregate.Sum;
import io.nearline.features.attribute.AttributePath;
import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.Feature;
import io.nearline.features.evaluation.ReferenceEvaluator;
import io.nearline.features.field.AttributeField;
import io.nearline.features.request.RequestValues;
import io.nearline.it.realdata.PlainValues;
import io.nearline.it.stack.Stack;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureColumn;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.schemas.controller.PinotController;
import io.nearline.schemas.controller.SegmentStates;
import io.nearline.schemas.plan.TableApplier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Pinot computes is what the reference evaluator says, over actions of every kind. */
class ReferenceIT {
  private static final long SEED = Long.getLong("nearline.seed", 20_260_102L);
  private static final int ACTIONS = 600;
  private static final long HOUR = 3_600_000;
  private static final Duration VISIBLE = Duration.ofSeconds(30);
  private static final Map<String, String> TABLES =
      Map.of("actor", "reference_actions", "object", "reference_actions_by_object");

  // What adding up may be off by, relative to the sum of the absolute values. The error of adding
  // 600 doubles in any order is below 600 · 2^-53 of it; that of a weight is below it too.
  private static final double ROUNDING = 1e-13;
  private static final List<Long> ACTORS =
      List.of(1L, -1L, 0L, Long.MIN_VALUE, Long.MAX_VALUE, 9_007_199_254_740_993L, 42L, 7L);
  private static final List<String> OBJECTS =
      List.of(
          "job:1",
          "it's",
          "two''in a row",
          "",
          "naïve 😀",
          "a\\b\"c",
          "-- x",
          "__missing__",
          "option(a=b)",
          "a",
          "'",
          "'''quoted''''",
          "\"");
  private static final List<String> VERBS = List.of("view", "apply", "it's", "ünï");
  private static final List<Long> NUMBERS =
      List.of(
          0L,
          5L,
          -5L,
          9_007_199_254_740_993L,
          9_007_199_254_740_992L,
          Long.MAX_VALUE,
          Long.MIN_VALUE + 1);

  private static final String ATTRIBUTES =
      """
      attributes:
        actorAttributes.industry:   {type: string}
        verbAttributes.dwell:       {type: int64}
        verbAttributes.score:       {type: double}
        objectAttributes.geo:       {type: string, column: objectGeo}
        objectAttributes.price:     {type: double, column: objectPrice}
        objectAttributes.stock:     {type: int64, column: objectStock}
        objectAttributes.promoted:  {type: bool, column: objectPromoted}
        objectAttributes.remote:    {type: bool}
        objectAttributes.embedding: {type: vector, dimension: 2, column: objectEmbedding}
      entities:
        actor:  {table: reference_actions, type: int64, retention: 96h}
        object: {table: reference_actions_by_object, type: string, retention: 96h}
      """;

  private static final List<String> CONDITIONS =
      List.of(
          "verb == \"apply\"",
          "verb != \"it's\"",
          "verb in [\"view\", \"ünï\"]",
          "!(objectAttributes.geo == \"o'hare\")",
          "objectAttributes.geo != \"o'hare\" || objectAttributes.price < 10.0",
          "has(objectAttributes.price) && objectAttributes.price >= 2.5",
          "!has(objectAttributes.stock)",
          "objectAttributes.stock > 9007199254740992",
          "objectAttributes.stock <= -5",
          "objectAttributes.promoted == true",
          "!(objectAttributes.promoted == objectAttributes.remote)",
          "objectAttributes.remote == false && verb == \"view\"",
          "verbAttributes.dwell >= 5",
          "!(verbAttributes.score < 0.5)",
          "actorAttributes.industry.startsWith(\"it\")",
          "!actorAttributes.industry.startsWith(\"it\")",
          "object.startsWith(\"job:\") && actor != 1",
          "object == \"two''in a row\" || object.startsWith(\"it's\")",
          "objectAttributes.stock == verbAttributes.dwell",
          "objectAttributes.geo < \"new\"",
          "objectAttributes.price == 0.0",
          "objectAttributes.price >= 0.0 && !(verbAttributes.score > -0.0)",
          "objectAttributes.price < 0.0 || verbAttributes.score == 0.0",
          // No action has a NUL; "a" is what is before it.
          "object == \"a\\u0000b\" || verb == \"apply\"",
          "object != \"a\\u0000b\"",
          "object.startsWith(\"a\\u0000\") || object.startsWith(\"''\")",
          "object == \"'\" || object == \"'''quoted''''\" || object == \"\\\"\"",
          "object in [\"'\", \"''\", \"'''quoted''''\", \"\\\"\", \"a\\\\b\\\"c\"]",
          "objectAttributes.geo == \"o''hare\" || objectAttributes.geo == \"'\"",
          "!(verb in [\"view\", \"apply\"]) && !has(objectAttributes.price)");

  private static final List<String> AGGREGATES =
      List.of(
          "aggregate: count",
          "aggregate: exists",
          "aggregate: sum, of: objectAttributes.price",
          "aggregate: mean, of: objectAttributes.price",
          "aggregate: min, of: objectAttributes.price",
          "aggregate: max, of: objectAttributes.price",
          "aggregate: mean, of: verbAttributes.score",
          "aggregate: min, of: objectAttributes.stock",
          "aggregate: max, of: verbAttributes.dwell",
          "aggregate: count_distinct, of: objectAttributes.geo",
          "aggregate: count_distinct, of: objectAttributes.stock",
          "aggregate: count_distinct, of: objectAttributes.promoted",
          "aggregate: count_distinct, of: objectAttributes.remote",
          "aggregate: count_distinct, of: actorAttributes.industry",
          "aggregate: count_distinct, of: object",
          "aggregate: count_distinct, of: actor",
          "aggregate: approx_count_distinct, of: object",
          "aggregate: approx_count_distinct, of: objectAttributes.remote, log2m: 8",
          "aggregate: count, half_life: 10m",
          "aggregate: sum, of: objectAttributes.price, half_life: 2h",
          "aggregate: sum, of: verbAttributes.dwell, half_life: 3h",
          "aggregate: mean, of: verbAttributes.score, half_life: 20m",
          "aggregate: top_k, k: 2, of: objectAttributes.geo",
          "aggregate: histogram, of: objectAttributes.stock",
          "aggregate: histogram, of: objectAttributes.remote",
          "aggregate: histogram, of: verb",
          "aggregate: top_k, k: 3, of: object",
          "aggregate: first, of: objectAttributes.price",
          "aggregate: last, of: objectAttributes.stock",
          "aggregate: last, of: objectAttributes.remote",
          "aggregate: last_k, k: 4, of: [object, objectAttributes.geo, timestamp], distinct: object",
          "aggregate: last_k, k: 3, of: verbAttributes.score",
          "aggregate: time_since_first",
          "aggregate: time_since_last",
          "aggregate: mean, of: objectAttributes.embedding");

  private final Random random = new Random(SEED);

  private static String features(String set, String entity) {
    StringBuilder yaml =
        new StringBuilder(
            "feature_set: " + set + "\nversion: 1\nentity: " + entity + "\nfeatures:\n");
    int number = 0;
    for (int i = 0; i < AGGREGATES.size(); i++) {
      for (int j = 0; j < 4; j++) {
        String where = CONDITIONS.get((4 * i + j) % CONDITIONS.size());
        yaml.append(
            String.format(
                "  - {name: f%d, %s, where: '%s', windows: [1h, 24h]}%n",
                number++, AGGREGATES.get(i), where.replace("'", "''")));
      }
      yaml.append(
          String.format("  - {name: f%d, %s, windows: [24h]}%n", number++, AGGREGATES.get(i)));
    }
    return yaml.append("services:\n  ")
        .append(set)
        .append(": ['")
        .append(set)
        .append("@1.*']\n")
        .toString();
  }

  @Test
  void everyFeatureOfEveryEntityEqualsTheReference() {
    System.out.println("seed: " + SEED + " (-Dnearline.seed=…)");
    Stack stack = Stack.shared();
    Path directory =
        ServerUnderTest.configuration(
            "reference",
            Map.of(
                "attributes.yaml", ATTRIBUTES,
                "features/by_actor.yaml", features("by_actor", "actor"),
                "features/by_object.yaml", features("by_object", "object")));
    ServerUnderTest.createTables(stack, directory);
    long asOf = System.currentTimeMillis() - HOUR;
    List<Action> actions = actions(asOf);
    // One half lies in committed segments and the other in consuming ones: Pinot stores them
    // differently, and has to merge them.
    publish(stack, directory, actions.subList(0, ACTIONS / 2), ACTIONS / 2);
    PinotController controller = ServerUnderTest.controller(stack);
    TABLES.values().forEach(new TableApplier(controller)::refresh);
    publish(stack, directory, actions.subList(ACTIONS / 2, ACTIONS), ACTIONS);
    for (String table : TABLES.values()) {
      SegmentStates segments = controller.segments(table);
      assertThat(segments.consuming()).as(table).hasSize(ServerUnderTest.PARTITIONS);
      assertThat(segments.actual()).as(table).hasSize(2 * ServerUnderTest.PARTITIONS);
    }
    try (ServerUnderTest server = ServerUnderTest.start(directory, stack.pinotBroker())) {
      List<Long> actors = new ArrayList<>(ACTORS);
      actors.add(404L);
      GetFeaturesResponse byActor =
          get(server, "by_actor", asOf, "actor", ServerUnderTest.actors(actors));
      List<String> objects = new ArrayList<>(OBJECTS);
      objects.add("nobody's");
      GetFeaturesResponse byObject =
          get(server, "by_object", asOf, "object", ServerUnderTest.objects(objects));
      int cells = 0;
      for (int i = 0; i < actors.size(); i++) {
        long actor = actors.get(i);
        cells +=
            compare(
                server,
                "by_actor",
                byActor,
                i,
                actions.stream().filter(action -> action.actor() == actor).toList(),
                asOf);
      }
      for (int i = 0; i < objects.size(); i++) {
        String object = objects.get(i);
        cells +=
            compare(
                server,
                "by_object",
                byObject,
                i,
                actions.stream().filter(action -> action.object().equals(object)).toList(),
                asOf);
      }
      System.out.println("compared cells: " + cells);
      assertThat(cells).isGreaterThan(3000);
    }
  }

  /** Publishes actions to both tables, and returns when these have so many rows. */
  private static void publish(Stack stack, Path directory, List<Action> actions, int rows) {
    Catalogue catalogue = ServerUnderTest.catalogue(directory);
    TABLES.forEach((key, table) -> ServerUnderTest.publish(stack, catalogue, key, actions));
    TABLES.values().forEach(table -> stack.pinot().awaitCount(table, rows, VISIBLE));
  }

  private static GetFeaturesResponse get(
      ServerUnderTest server, String service, long asOf, String key, Column column) {
    return server
        .stub()
        .getFeatures(
            GetFeaturesRequest.newBuilder()
                .setFeatureService(service)
                .putEntities(key, column)
                .setIncludeMetadata(true)
                .setAsOf(timestamp(asOf))
                .build());
  }

  private static Timestamp timestamp(long millis) {
    return Timestamp.newBuilder()
        .setSeconds(millis / 1000)
        .setNanos((int) (millis % 1000) * 1_000_000)
        .build();
  }

  private static int compare(
      ServerUnderTest server,
      String service,
      GetFeaturesResponse response,
      int row,
      List<Action> actions,
      long asOf) {
    List<Feature> features = server.catalogue().service(service).orElseThrow().features();
    assertThat(response.getFeaturesList()).hasSameSizeAs(features);
    for (int i = 0; i < features.size(); i++) {
      AggregateFeature feature = (AggregateFeature) features.get(i);
      FeatureColumn column = response.getFeatures(i);
      @Nullable Object expected =
          zeroWithoutSign(
              PlainValues.evaluated(
                  ReferenceEvaluator.evaluate(feature, actions, Instant.ofEpochMilli(asOf))));
      @Nullable Object served = PlainValues.served(column, row);
      String description =
          feature.canonicalText() + " of row " + row + " with " + actions.size() + " actions";
      if (expected instanceof Double number
          && served instanceof Double other
          && addsUp(feature.aggregate())) {
        assertThat(other)
            .as(description)
            .isCloseTo(
                number,
                within(
                    feature.aggregate() instanceof DecayedCount
                        ? ROUNDING * number
                        : ROUNDING * magnitude(feature, actions)));
      } else {
        assertThat(served).as(description).isEqualTo(expected);
      }
      assertThat(column.getMetadata().getLastActionTimes(row))
          .as("last action of " + description)
          .isEqualTo(
              ReferenceEvaluator.lastAction(
                      feature, actions, Instant.ofEpochMilli(asOf), RequestValues.NONE)
                  .stream()
                  .mapToObj(ReferenceIT::timestamp)
                  .findAny()
                  .orElse(Timestamp.getDefaultInstance()));
    }
    return features.size();
  }

  /** Ingest takes −0.0 as 0.0: what is served has only that. */
  private static @Nullable Object zeroWithoutSign(@Nullable Object value) {
    if (value instanceof Double number) {
      return number + 0.0;
    }
    return value instanceof List<?> rows
        ? rows.stream().map(ReferenceIT::zeroWithoutSign).toList()
        : "-0.0".equals(value) ? "0.0" : value;
  }

  private static boolean addsUp(Aggregate aggregate) {
    return aggregate instanceof Sum
        || aggregate instanceof Mean
        || aggregate instanceof DecayedCount
        || aggregate instanceof DecayedSum
        || aggregate instanceof DecayedMean;
  }

  /** The sum of the absolute values of what a feature may add up. */
  private static double magnitude(AggregateFeature feature, List<Action> actions) {
    AttributePath path =
        ((AttributeField) feature.aggregate().needed().orElseThrow()).attribute().path();
    return actions.stream()
        .map(action -> action.attributes(path.root()))
        .map(attributes -> attributes == null ? null : attributes.get(path.name()))
        .mapToDouble(value -> value instanceof Number number ? Math.abs(number.doubleValue()) : 0)
        .sum();
  }

  private List<Action> actions(long asOf) {
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < ACTIONS; i++) {
      String verb = i % 50 == 0 ? Action.HEARTBEAT_VERB : pick(VERBS);
      long age =
          switch (random.nextInt(5)) {
            case 0 -> random.nextInt((int) (30 * HOUR));
            case 1 -> HOUR * random.nextInt(25);
            case 2 -> -random.nextInt(1000);
            case 3 -> random.nextInt(10);
            default -> random.nextInt((int) (2 * HOUR));
          };
      actions.add(
          new Action(
              "reference:" + i,
              pick(ACTORS),
              attributes("industry", pick(List.of("it", "it's", "farming"))),
              verb,
              attributes(
                  "dwell",
                  pick(NUMBERS),
                  "score",
                  random.nextInt(9) == 0 ? -0.0 : random.nextInt(100) / 64.0),
              pick(OBJECTS),
              attributes(
                  "geo", pick(List.of("o'hare", "o''hare", "'", "new york", "😀", "")),
                  "price",
                      random.nextInt(4) == 0
                          ? pick(List.of(0.0, -0.0))
                          : random.nextInt(100_000) / 100.0 - 100,
                  "stock", pick(NUMBERS),
                  "promoted", random.nextBoolean(),
                  "remote", random.nextBoolean(),
                  "embedding", List.of(random.nextInt(100) / 8.0, -random.nextInt(100) / 8.0)),
              asOf - age));
    }
    return actions;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private @Nullable Attributes attributes(Object... namesAndValues) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (random.nextInt(4) > 0) {
        values.put((String) namesAndValues[i], namesAndValues[i + 1]);
      }
    }
    return random.nextInt(10) == 0 ? null : Attributes.of(values);
  }
}

package io.nearline.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.aggregate.Aggregates;
import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.definition.Feature;
import io.nearline.it.differential.StrategyServer;
import io.nearline.it.stack.Stack;
import io.nearline.proto.v1.ExplainFeaturesRequest;
import io.nearline.proto.v1.ExplainedStatement;
import io.nearline.proto.v1.FeatureServiceGrpc.FeatureServiceBlockingStub;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.server.plan.Strategy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The same call at the same past instant is answered with the same bytes: while later actions
 * arrive, when segments are committed and sorted anew, and in whatever order Pinot merges them.
 */
class AsOfIT {
  private static final long SEED = Long.getLong("nearline.seed", 20_261_121L);
  private static final String TABLE = "as_of_actions";
  private static final Duration VISIBLE = Duration.ofMinutes(4);
  private static final long HOUR = 3_600_000;
  private static final int ACTIONS_OF_A_SEGMENT = 400;
  private static final int SEGMENTS = 3;
  private static final List<Long> ACTORS = List.of(1L, 2L, 3L, 4L, 5L);

  private static final String ATTRIBUTES =
      """
      attributes:
        verbAttributes.dwell:       {type: int64}
        objectAttributes.geo:       {type: string, column: objectGeo}
        objectAttributes.price:     {type: double, column: objectPrice}
        objectAttributes.embedding: {type: vector, dimension: 3, column: objectEmbedding}
      entities:
        actor: {table: as_of_actions, type: int64, retention: 96h}
      """;

  private static final List<String> AGGREGATES =
      List.of(
          "count",
          "count, half_life: 5h",
          "exists",
          "sum, of: objectAttributes.price",
          "sum, of: verbAttributes.dwell",
          "sum, of: objectAttributes.price, half_life: 5h",
          "sum, of: objectAttributes.embedding",
          "sum, of: objectAttributes.embedding, half_life: 5h",
          "mean, of: objectAttributes.price",
          "mean, of: objectAttributes.price, half_life: 5h",
          "mean, of: objectAttributes.embedding",
          "mean, of: objectAttributes.embedding, half_life: 5h",
          "variance, of: objectAttributes.price",
          "stddev, of: objectAttributes.price",
          "percentile, of: objectAttributes.price, p: 0.9",
          "min, of: objectAttributes.price",
          "max, of: verbAttributes.dwell",
          "first, of: objectAttributes.price",
          "last, of: object",
          "count_distinct, of: object",
          "approx_count_distinct, of: object, log2m: 8",
          "top_k, of: objectAttributes.geo, k: 3",
          "top_k, of: objectAttributes.geo, k: 3, half_life: 5h",
          "histogram, of: object",
          "histogram, of: object, half_life: 5h",
          "last_k, of: [object, objectAttributes.price, age_ms], k: 20",
          "funnel, steps: ['verb == \"view\"', 'verb == request.verb', 'verb == \"view\"']",
          "time_since_first",
          "time_since_last");

  private final Random random = new Random(SEED);
  private final Stack stack = Stack.shared();
  private int published;

  /** Each aggregate as it is, under a condition of the call's values, and one of strings' order. */
  private static String features() {
    StringBuilder yaml =
        new StringBuilder("feature_set: s\nversion: 1\nentity: actor\nfeatures:\n");
    for (int i = 0; i < AGGREGATES.size(); i++) {
      yaml.append(
              "  - {name: f%d, aggregate: %s, windows: [20h]}%n".formatted(i, AGGREGATES.get(i)))
          .append(
              "  - {name: asked%d, aggregate: %s, where: 'verb in [\"x\", request.verb]', windows: [6h]}%n"
                  .formatted(i, AGGREGATES.get(i)))
          .append(
              "  - {name: ordered%d, aggregate: %s, where: 'verb >= \"b\"', windows: [20h]}%n"
                  .formatted(i, AGGREGATES.get(i)));
    }
    return yaml.append("services:\n  all: ['s@1.*']\n").toString();
  }

  @Test
  void theSameInstantIsAnsweredWithTheSameBytes() {
    System.out.println("seed: " + SEED + " (-Dnearline.seed=…)");
    Path directory =
        ServerUnderTest.configuration(
            "as-of", Map.of("attributes.yaml", ATTRIBUTES, "features/s.yaml", features()));
    ServerUnderTest.createTables(stack, directory);
    long asOf = System.currentTimeMillis() - HOUR;
    try (ServerUnderTest server = ServerUnderTest.start(directory, stack.pinotBroker())) {
      for (int segment = 0; segment < SEGMENTS; segment++) {
        publish(server, asOf - 20 * HOUR, asOf);
        if (segment < SEGMENTS - 1) {
          SegmentCommits.ofTables(stack, List.of(TABLE));
        }
      }
      GetFeaturesRequest request = request(asOf);
      requireEveryAggregateAndStrategy(server, request);
      GetFeaturesResponse first = server.stub().getFeatures(request);
      Map<String, ByteString> expected = bytes(first);
      assertThat(first.getFeatures(0).getValues().getInt64S().getValuesList())
          .as("counts of the window")
          .allMatch(count -> count > 100);

      try (StrategyServer rows =
          StrategyServer.start(server.catalogue(), stack.pinotBroker(), Strategy.ROWS)) {
        Map<String, ByteString> ofRows = bytes(rows.stub().getFeatures(request));
        requireSame(server::stub, request, expected, 40, "while nothing happens");
        publish(server, asOf + 1, asOf + HOUR);
        requireSame(server::stub, request, expected, 20, "with later actions");
        SegmentCommits.ofTables(stack, List.of(TABLE));
        requireSame(server::stub, request, expected, 20, "with all segments committed");
        requireSame(rows::stub, request, ofRows, 20, "over rows, with all segments committed");
        publish(server, asOf + 1, asOf + HOUR);
        SegmentCommits.ofTables(stack, List.of(TABLE));
        requireSame(server::stub, request, expected, 20, "with later segments committed");
      }
    }
  }

  private static GetFeaturesRequest request(long asOf) {
    return GetFeaturesRequest.newBuilder()
        .setFeatureService("all")
        .putEntities("actor", ServerUnderTest.actors(ACTORS))
        .putRequestContext("verb", ServerUnderTest.objects(List.of("apply")))
        .setAsOf(
            Timestamp.newBuilder()
                .setSeconds(asOf / 1000)
                .setNanos((int) (asOf % 1000) * 1_000_000))
        .build();
  }

  private static void requireEveryAggregateAndStrategy(
      ServerUnderTest server, GetFeaturesRequest request) {
    List<Feature> features = server.catalogue().service("all").orElseThrow().features();
    assertThat(
            features.stream()
                .map(feature -> ((AggregateFeature) feature).aggregate().name())
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(Aggregates.names());
    assertThat(
            server
                .stub()
                .explainFeatures(ExplainFeaturesRequest.newBuilder().setRequest(request).build())
                .getStatementsList())
        .extracting(ExplainedStatement::getStrategy)
        .contains("aggregate", "group_by", "row_fetch");
  }

  private static Map<String, ByteString> bytes(GetFeaturesResponse response) {
    Map<String, ByteString> bytes = new LinkedHashMap<>();
    response
        .getFeaturesList()
        .forEach(column -> bytes.put(column.getName(), column.toByteString()));
    return bytes;
  }

  private static void requireSame(
      Supplier<FeatureServiceBlockingStub> server,
      GetFeaturesRequest request,
      Map<String, ByteString> expected,
      int calls,
      String when) {
    for (int call = 0; call < calls; call++) {
      Map<String, ByteString> answered = bytes(server.get().getFeatures(request));
      List<String> different = new ArrayList<>();
      expected.forEach(
          (name, bytes) -> {
            if (!bytes.equals(answered.get(name))) {
              different.add(name);
            }
          });
      assertThat(different).as("features whose bytes differ in call %d %s", call, when).isEmpty();
    }
  }

  /** Publishes actions of a time, and returns when they are there. */
  private void publish(ServerUnderTest server, long after, long until) {
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < ACTIONS_OF_A_SEGMENT * ACTORS.size(); i++) {
      actions.add(action(until - random.nextLong(until - after)));
    }
    ServerUnderTest.publish(stack, server.catalogue(), "actor", actions);
    published += actions.size();
    stack.pinot().awaitCount(TABLE, published, VISIBLE);
  }

  private Action action(long timestamp) {
    double price = random.nextGaussian() * Math.pow(10, random.nextInt(16) - 4);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("geo", "geo" + random.nextInt(9));
    object.put("price", price);
    object.put(
        "embedding",
        List.of(random.nextFloat() * 1e5f, random.nextFloat(), random.nextFloat() * 1e-5f));
    return new Action(
        "e" + random.nextLong(),
        ACTORS.get(random.nextInt(ACTORS.size())),
        null,
        random.nextBoolean() ? "view" : "apply",
        Attributes.of(Map.of("dwell", random.nextLong(1L << 58))),
        "job:" + random.nextInt(400),
        Attributes.of(object),
        timestamp);
  }
}

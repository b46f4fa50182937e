package io.nearline.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.nearline.features.action.Action;
import io.nearline.features.attribute.EntityTable;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.Feature;
import io.nearline.features.request.RequestValues;
import io.nearline.it.differential.Cells;
import io.nearline.it.differential.Differential;
import io.nearline.it.differential.EntityActions;
import io.nearline.it.differential.EntityRows;
import io.nearline.it.realdata.PlainValues;
import io.nearline.it.stack.Stack;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.ExplainFeaturesRequest;
import io.nearline.proto.v1.ExplainFeaturesResponse;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What is served about entities of several keys, and of attributes, is what the reference evaluator
 * says of their actions.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntitiesIT {
  private static final long SEED = Long.getLong("nearline.seed", 20_260_102L);
  private static final int ACTIONS = 800;
  private static final int ROWS = 120;
  private static final long HOUR = 3_600_000;
  private static final Duration VISIBLE = Duration.ofMinutes(4);

  private static final String ATTRIBUTES =
      """
      attributes:
        actorAttributes.country: {type: string}
        actorAttributes.team:    {type: int64, column: actorTeam}
        verbAttributes.dwell:    {type: int64}
        objectAttributes.author: {type: string, column: objectAuthor}
        objectAttributes.shop:   {type: string}
        objectAttributes.price:  {type: double, column: objectPrice}
      entities:
        actor:  {table: entities_actions, type: int64, retention: 96h}
        object: {table: entities_by_object, type: string, retention: 96h}
        objectAttributes.author: {table: entities_by_author, type: string, retention: 96h}
        actorAttributes.team: {table: entities_by_team, type: int64, retention: 96h}
      """;

  private static final Map<String, String> ENTITIES =
      Map.of(
          "actor_object", "[actor, object]",
          "object_actor", "[object, actor]",
          "actor_author", "[actor, objectAttributes.author]",
          "actor_shop_dwell", "[actor, objectAttributes.shop, verbAttributes.dwell]",
          "actor_all", "[actor, object, actorAttributes.team, objectAttributes.author]",
          "object_country", "[object, actorAttributes.country]",
          "author", "objectAttributes.author",
          "author_actor", "[objectAttributes.author, actor]",
          "team", "actorAttributes.team",
          "team_country", "[actorAttributes.team, actorAttributes.country]");

  private static final String FEATURES =
      """
      feature_set: %1$s
      version: 1
      entity: %2$s
      features:
        - {name: actions, aggregate: count, windows: [1h, 24h]}
        - {name: views, aggregate: count, where: 'verb == "view" && objectAttributes.price > 10.0', windows: [24h]}
        - {name: spent, aggregate: sum, of: objectAttributes.price, windows: [1h, 24h]}
        - {name: price, aggregate: mean, of: objectAttributes.price, windows: [24h]}
        - {name: last, aggregate: time_since_last, windows: [24h]}
        - {name: authors, aggregate: count_distinct, of: objectAttributes.author, windows: [24h]}
        - {name: verbs, aggregate: top_k, k: 2, of: verb, windows: [24h]}
        - {name: teams, aggregate: histogram, of: actorAttributes.team, windows: [24h]}
        - {name: author_counts, aggregate: histogram, of: objectAttributes.author, windows: [1h]}
        - {name: recent, aggregate: last_k, k: 3, of: [object, actorAttributes.country, timestamp], windows: [24h]}
        - {name: interest, aggregate: count, half_life: 30m, windows: [24h]}
        - {name: about, aggregate: approx_count_distinct, of: object, windows: [24h]}
        - {name: country, aggregate: first, of: actorAttributes.country, windows: [24h], default: none}
      derived:
        - {name: rate, expression: 'ratio(views_24h, actions_24h, 0.0)'}
      services:
        %1$s: ['%1$s@1.*']
      """;

  private final long asOf = System.currentTimeMillis() - HOUR;
  private final KeyedActions keyed = new KeyedActions(SEED, ACTIONS, asOf);
  private final List<Action> actions = keyed.all();
  private @Nullable ServerUnderTest server;

  @BeforeAll
  void start() {
    Stack stack = Stack.shared();
    Map<String, String> files = new HashMap<>(Map.of("attributes.yaml", ATTRIBUTES));
    ENTITIES.forEach(
        (set, entity) -> files.put("features/" + set + ".yaml", FEATURES.formatted(set, entity)));
    Path directory = ServerUnderTest.configuration("entities", files);
    ServerUnderTest.createTables(stack, directory);
    // One half lies in committed segments and the other in consuming ones.
    publish(stack, directory, 0, ACTIONS / 2);
    SegmentCommits.ofTables(stack, tables(directory).stream().map(EntityTable::table).toList());
    publish(stack, directory, ACTIONS / 2, ACTIONS);
    server = ServerUnderTest.start(directory, stack.pinotBroker());
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private ServerUnderTest server() {
    return Objects.requireNonNull(server);
  }

  private static Collection<EntityTable> tables(Path directory) {
    return ServerUnderTest.catalogue(directory).attributes().entities().values();
  }

  private void publish(Stack stack, Path directory, int from, int to) {
    Catalogue catalogue = ServerUnderTest.catalogue(directory);
    for (EntityTable table : tables(directory)) {
      ServerUnderTest.publish(stack, catalogue, table.key(), actions.subList(from, to));
      long rows =
          actions.subList(0, to).stream()
              .filter(action -> ServerUnderTest.value(action, table.key()) != null)
              .count();
      stack.pinot().awaitCount(table.table(), rows, VISIBLE);
    }
  }

  @Test
  void everyFeatureEqualsTheReference() {
    List<EntityRows> asked = new ArrayList<>();
    for (String service : new TreeSet<>(ENTITIES.keySet())) {
      Feature feature = server().catalogue().service(service).orElseThrow().features().get(0);
      asked.add(EntityRows.of(service, keyed.columns(List.copyOf(feature.keys()), ROWS)));
    }
    Cells cells = compare("entities", asked, asOf, asOf - HOUR);
    assertThat(cells.withActions()).isGreaterThan(cells.count() / 4);
  }

  @Test
  void oneMemberAndAHundredCandidatesAreOneStatement() {
    List<Object> candidates = new ArrayList<>(KeyedActions.TEXTS);
    IntStream.range(0, 100 - KeyedActions.TEXTS.size()).forEach(i -> candidates.add("unseen " + i));
    List<String> names = List.of("actor_object.actions_24h", "actor_object.spent_24h");
    GetFeaturesRequest request =
        request(Map.of("actor", List.of(-1L), "object", candidates))
            .setFeatures(FeatureNames.newBuilder().addAllNames(names))
            .build();

    ExplainFeaturesResponse explained =
        server()
            .stub()
            .explainFeatures(ExplainFeaturesRequest.newBuilder().setRequest(request).build());
    assertThat(explained.getStatementsList()).hasSize(1);
    assertThat(explained.getStatements(0).getStrategy()).isEqualTo("aggregate");
    assertThat(explained.getStatements(0).getSql())
        .contains("\"actor\" IN (-1) AND \"object\" IN (");

    compare(
        "candidates",
        List.of(new EntityRows("", names, Map.of("actor", List.of(-1L), "object", candidates))),
        asOf);
  }

  @Test
  void keyThatStandsForMissingIsOfNoAction() {
    assertThat(
            actions.stream()
                .anyMatch(action -> ServerUnderTest.value(action, "actorAttributes.team") == null))
        .isTrue();
    GetFeaturesResponse response =
        server()
            .stub()
            .getFeatures(
                request(
                        Map.of(
                            "actor", List.of(-1L),
                            "objectAttributes.author", List.of("__missing__"),
                            "objectAttributes.shop", List.of("__missing__"),
                            "verbAttributes.dwell", List.of(Long.MIN_VALUE),
                            "actorAttributes.team", List.of(Long.MIN_VALUE)))
                    .setFeatures(
                        FeatureNames.newBuilder()
                            .addNames("actor_author.actions_24h")
                            .addNames("actor_shop_dwell.actions_24h")
                            .addNames("actor_author.recent_24h")
                            .addNames("author.actions_24h")
                            .addNames("team.actions_24h"))
                    .build());

    assertThat(response.getFeaturesList().stream().map(column -> PlainValues.served(column, 0)))
        .containsExactly(0L, 0L, List.of(), 0L, 0L);
  }

  private Cells compare(String name, List<EntityRows> asked, long... instants) {
    Cells cells = new Cells(name, "-Dit.test=EntitiesIT -Dnearline.seed=" + SEED);
    EntityActions own = new EntityActions(server().catalogue(), asked);
    actions.forEach(own::add);
    try (Differential differential =
        new Differential(
            server().catalogue(), server()::stub, Stack.shared().pinotBroker(), cells)) {
      for (EntityRows rows : asked) {
        for (long instant : instants) {
          differential.compare(rows, own, instant, RequestValues.NONE);
        }
      }
    }
    cells.hold();
    return cells;
  }

  private GetFeaturesRequest.Builder request(Map<String, ? extends List<?>> columns) {
    GetFeaturesRequest.Builder request =
        GetFeaturesRequest.newBuilder()
            .setAsOf(
                Timestamp.newBuilder()
                    .setSeconds(asOf / 1000)
                    .setNanos((int) (asOf % 1000) * 1_000_000));
    columns.forEach((key, values) -> request.putEntities(key, column(values)));
    return request;
  }

  private static Column column(List<?> values) {
    return values.get(0) instanceof Long
        ? ServerUnderTest.actors(values.stream().map(Long.class::cast).toList())
        : ServerUnderTest.objects(values.stream().map(String.class::cast).toList());
  }
}

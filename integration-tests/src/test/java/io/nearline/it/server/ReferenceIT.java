package io.nearline.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nearline.features.action.Action;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.FeatureService;
import io.nearline.features.request.RequestValues;
import io.nearline.it.differential.Cells;
import io.nearline.it.differential.Differential;
import io.nearline.it.differential.EntityActions;
import io.nearline.it.differential.EntityRows;
import io.nearline.it.differential.GeneratedActions;
import io.nearline.it.differential.LanguageFeatures;
import io.nearline.it.stack.Stack;
import io.nearline.schemas.controller.PinotController;
import io.nearline.schemas.controller.SegmentStates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What Pinot computes, and what is evaluated over its rows, is what the reference evaluator says:
 * for the whole language, over generated actions of every kind.
 */
class ReferenceIT {
  private static final long SEED = Long.getLong("nearline.seed", 20_260_102L);
  private static final int ACTIONS = 1500;
  private static final long HOUR = 3_600_000;
  private static final int SETS_OF_VALUES = 4;
  private static final Duration VISIBLE = Duration.ofMinutes(4);
  private static final Map<String, String> TABLES =
      Map.of("actor", "reference_actions", "object", "reference_actions_by_object");

  private static final String ENTITIES =
      """
      entities:
        actor:  {table: reference_actions, type: int64, retention: 96h}
        object: {table: reference_actions_by_object, type: string, retention: 96h}
      """;

  /** Fewer keys than are asked for: several statements answer a call, by partition. */
  private static final String SERVER = "limits: {keys_per_statement: 8}\n";

  private static Path configuration() {
    Map<String, String> files = new HashMap<>();
    files.put("server.yaml", SERVER);
    files.put("attributes.yaml", GeneratedActions.ATTRIBUTES + ENTITIES);
    files.putAll(LanguageFeatures.files("by_actor", "actor"));
    files.putAll(LanguageFeatures.files("by_object", "object"));
    return ServerUnderTest.configuration("reference", files);
  }

  @Test
  void everyFeatureOfEveryEntityEqualsTheReference() {
    Cells cells = new Cells("generated actions", "-Dit.test=ReferenceIT -Dnearline.seed=" + SEED);
    Stack stack = Stack.shared();
    Path directory = configuration();
    ServerUnderTest.createTables(stack, directory);
    long asOf = System.currentTimeMillis() - HOUR;
    GeneratedActions generated = new GeneratedActions(SEED, asOf);
    List<Action> actions = Stream.generate(generated::next).limit(ACTIONS).toList();
    publishInTwoSegments(stack, directory, actions);
    try (ServerUnderTest server = ServerUnderTest.start(directory, stack.pinotBroker());
        Differential differential =
            new Differential(server.catalogue(), server::stub, stack.pinotBroker(), cells)) {
      awaitPartitions(server);
      List<EntityRows> asked = asked(server.catalogue());
      EntityActions own = new EntityActions(server.catalogue(), asked);
      actions.forEach(own::add);
      for (EntityRows rows : asked) {
        if (rows.service().endsWith("_of_request")) {
          for (int i = 0; i < SETS_OF_VALUES; i++) {
            differential.compare(rows, own, asOf, generated.requestValues());
          }
        } else {
          differential.compare(rows, own, asOf, RequestValues.NONE);
          differential.compare(rows, own, asOf - HOUR - 1, RequestValues.NONE);
        }
      }
    }
    cells.hold();
    assertThat(cells.count()).isGreaterThan(Cells.LEAST_OF_A_DATA_SET);
  }

  private static void awaitPartitions(ServerUnderTest server) {
    TABLES
        .values()
        .forEach(
            table ->
                await()
                    .atMost(VISIBLE)
                    .until(
                        () ->
                            server.metric("nearline_table_partitions", '"' + table + '"')
                                == ServerUnderTest.PARTITIONS));
  }

  private static List<EntityRows> asked(Catalogue catalogue) {
    List<Object> actors = new ArrayList<>(GeneratedActions.ACTORS);
    actors.add(404L);
    List<Object> objects = new ArrayList<>(GeneratedActions.OBJECTS);
    objects.add("nobody's");
    Map<String, Map<String, List<Object>>> columns =
        Map.of("by_actor", Map.of("actor", actors), "by_object", Map.of("object", objects));
    List<EntityRows> asked = new ArrayList<>();
    columns.forEach(
        (set, entities) -> {
          catalogue.services().stream()
              .map(FeatureService::name)
              .filter(name -> name.startsWith(set))
              .forEach(name -> asked.add(EntityRows.of(name, entities)));
          asked.add(new EntityRows("", LanguageFeatures.ofAnyWindow(set), entities));
        });
    return asked;
  }

  /**
   * One half lies in committed segments and the other in consuming ones: Pinot stores them
   * differently, and has to merge them.
   */
  private static void publishInTwoSegments(Stack stack, Path directory, List<Action> actions) {
    int half = actions.size() / 2;
    publish(stack, directory, actions.subList(0, half), half);
    PinotController controller = ServerUnderTest.controller(stack);
    SegmentCommits.ofTables(stack, TABLES.values());
    publish(stack, directory, actions.subList(half, actions.size()), actions.size());
    for (String table : TABLES.values()) {
      SegmentStates segments = controller.segments(table);
      assertThat(segments.consuming()).as(table).hasSize(ServerUnderTest.PARTITIONS);
      assertThat(segments.actual()).as(table).hasSize(2 * ServerUnderTest.PARTITIONS);
    }
  }

  /** Publishes actions to both tables, and returns when these have so many rows. */
  private static void publish(Stack stack, Path directory, List<Action> actions, int rows) {
    Catalogue catalogue = ServerUnderTest.catalogue(directory);
    TABLES.forEach((key, table) -> ServerUnderTest.publish(stack, catalogue, key, actions));
    TABLES.values().forEach(table -> stack.pinot().awaitCount(table, rows, VISIBLE));
  }
}

package io.nearline.it.server;

import io.nearline.features.action.Action;
import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.evaluation.ReferenceEvaluator;
import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Value;
import io.nearline.it.differential.Answers;
import io.nearline.it.differential.Cells;
import io.nearline.it.differential.Differential;
import io.nearline.it.differential.EntityActions;
import io.nearline.it.differential.EntityRows;
import io.nearline.it.differential.GeneratedActions;
import io.nearline.proto.v1.FeatureColumn;
import io.nearline.proto.v1.FeatureStatus;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Calls with the answers that are right: what each got alone, which equals the evaluator's. */
final class StressCalls {
  private static final List<String> SERVICES =
      List.of("counts", "sums", "tops", "rows", "vectors", "asked", "both", "pairs", "things");
  private static final List<String> LARGE =
      List.of("by_actor_0", "by_actor_3", "by_actor_5", "by_actor_derived_of_request");
  private static final int CALLS_OF_A_SERVICE = 6;
  private static final int MOST_ROWS = 3;

  /**
   * A call whose answer is known.
   *
   * @param answer what it got alone
   */
  record Known(GetFeaturesRequest request, GetFeaturesResponse answer) {

    /** Returns what is wrong with an answer to the whole; empty when nothing is. */
    Optional<String> wrong(GetFeaturesResponse given) {
      return comparable(given).equals(answer)
          ? Optional.empty()
          : Optional.of(request + " got\n" + comparable(given) + "\nand alone\n" + answer);
    }

    /** Returns what is wrong with an answer of which parts may be missing. */
    Optional<String> wrongInPart(GetFeaturesResponse given) {
      for (int i = 0; i < answer.getFeaturesCount(); i++) {
        FeatureColumn column = given.getFeatures(i);
        boolean isMissing = column.getStatusesList().contains(FeatureStatus.FEATURE_STATUS_TIMEOUT);
        if (!isMissing && !column.equals(answer.getFeatures(i))) {
          return Optional.of(request + " got\n" + column + "\nand alone\n" + answer.getFeatures(i));
        }
      }
      return Optional.empty();
    }
  }

  private final ServerUnderTest server;
  private final List<Action> actions;
  private final long asOf;
  private final Random random;

  StressCalls(ServerUnderTest server, List<Action> actions, long asOf, long seed) {
    this.server = server;
    this.actions = actions;
    this.asOf = asOf;
    this.random = new Random(seed);
  }

  /** Returns an answer without what differs from call to call. */
  static GetFeaturesResponse comparable(GetFeaturesResponse response) {
    return response.toBuilder().clearFreshThrough().build();
  }

  /** Asks for each alone, and compares what comes with the evaluator's word. */
  List<Known> known(String pinotBroker, String repeat) {
    Cells cells = new Cells("calls under load", repeat);
    List<EntityRows> asked = new ArrayList<>();
    for (String service : SERVICES) {
      for (int i = 0; i < CALLS_OF_A_SERVICE; i++) {
        asked.add(rows(service));
      }
    }
    LARGE.forEach(service -> asked.add(rows(service)));
    List<Known> known = new ArrayList<>();
    EntityActions own = new EntityActions(server.catalogue(), asked);
    actions.forEach(own::add);
    GeneratedActions generated = new GeneratedActions(random.nextLong(), asOf);
    try (Differential differential =
        new Differential(server.catalogue(), server::stub, pinotBroker, cells)) {
      for (EntityRows rows : asked) {
        RequestValues values =
            rows.service().equals("asked")
                ? StressDefinitions.requestValues(random)
                : generated.requestValues();
        differential.compare(rows, own, asOf, values);
        GetFeaturesRequest request =
            Answers.request(server.catalogue(), rows, 0, rows.size(), asOf, values).toBuilder()
                .setIncludeMetadata(random.nextBoolean())
                .build();
        known.add(new Known(request, comparable(server.stub().getFeatures(request))));
      }
    }
    cells.hold();
    return known;
  }

  private EntityRows rows(String service) {
    int number = 1 + random.nextInt(MOST_ROWS);
    List<Object> actors = new ArrayList<>();
    List<Object> objects = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Action action = actions.get(random.nextInt(actions.size()));
      boolean ofSomebody = action.actor() != StressDefinitions.BUSY && random.nextInt(4) > 0;
      actors.add(ofSomebody ? action.actor() : StressDefinitions.actor(random));
      objects.add(action.object());
    }
    Map<String, List<Object>> columns = new LinkedHashMap<>();
    if (!service.equals("things")) {
      columns.put("actor", actors);
    }
    if (List.of("things", "both", "pairs").contains(service)) {
      columns.put("object", objects);
    }
    return EntityRows.of(service, columns);
  }

  /** Returns a call for the counts of an actor at the instant at which it is sent. */
  static GetFeaturesRequest countsNow(long actor) {
    return GetFeaturesRequest.newBuilder()
        .setFeatureService("counts")
        .putEntities("actor", ServerUnderTest.actors(List.of(actor)))
        .build();
  }

  /** Returns what is wrong with the counts of an actor at the instant that the answer names. */
  Optional<String> wrongNow(long actor, GetFeaturesResponse given) {
    Instant instant =
        Instant.ofEpochSecond(given.getAsOf().getSeconds(), given.getAsOf().getNanos());
    List<Action> own = actions.stream().filter(action -> action.actor() == actor).toList();
    List<Long> right =
        server.catalogue().service("counts").orElseThrow().features().stream()
            .map(
                feature ->
                    ReferenceEvaluator.evaluate(
                        (AggregateFeature) feature, own, instant, RequestValues.NONE))
            .map(value -> ((Value.Int64) value.value().orElseThrow()).value())
            .toList();
    List<Long> got =
        given.getFeaturesList().stream()
            .map(column -> column.getValues().getInt64S().getValues(0))
            .toList();
    return got.equals(right)
        ? Optional.empty()
        : Optional.of(
            "actor " + actor + " at " + instant + ": " + got + " (expected: " + right + ")");
  }

  /** Returns a call that no answer is small enough for. */
  static GetFeaturesRequest tooManyRows() {
    return GetFeaturesRequest.newBuilder()
        .setFeatureService("rows")
        .putEntities("actor", ServerUnderTest.actors(List.of(StressDefinitions.BUSY)))
        .build();
  }
}

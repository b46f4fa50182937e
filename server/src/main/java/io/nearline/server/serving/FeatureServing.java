package io.nearline.server.serving;

import io.nearline.features.definition.Catalogue;
import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Items;
import io.nearline.server.batch.Lookup;
import io.nearline.server.batch.Lookup.Completeness;
import io.nearline.server.batch.LookupAnswer;
import io.nearline.server.batch.Lookups;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.plan.Plan;
import io.nearline.server.plan.Planner;
import io.nearline.server.serving.FeatureRequest.Metadata;
import io.nearline.server.serving.FeatureRequest.Partial;
import io.nearline.server.vector.BatchKeys;
import io.nearline.server.vector.BatchValues;
import io.nearline.server.vector.VectorAssembler;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The way of a request: plan, bind, ask, assemble. Thread-safe; nothing blocks. */
public final class FeatureServing {
  private final Planner planner;
  private final EntityBinding entities;
  private final Instants instants;
  private final Lookups lookups;
  private final int mostRows;

  /**
   * Serves a catalogue.
   *
   * @param mostEntities the most entity rows of one call
   * @param clock tells now
   */
  public FeatureServing(
      Catalogue catalogue, Planner planner, Lookups lookups, int mostEntities, Clock clock) {
    this.planner = planner;
    this.entities = new EntityBinding(catalogue, mostEntities);
    this.instants = new Instants(clock);
    this.lookups = lookups;
    this.mostRows = mostEntities;
  }

  /**
   * Computes features.
   *
   * @throws io.nearline.server.plan.UnknownNameException when a name is unknown
   * @throws io.nearline.server.plan.InvalidRequestException when the request can't be answered
   */
  public CompletionStage<FeatureResult> features(FeatureRequest request) {
    Plan plan = plan(request);
    List<BatchKeys> keys =
        entities.bind(plan, request.entities()).stream()
            .map(columns -> BatchKeys.of(List.of(columns)))
            .toList();
    RequestValues values = values(plan, request);
    long asOf = instants.asOf(plan, request.asOfMillis());
    return ask(plan, keys, asOf, values, request)
        .thenApply(answers -> BatchValues.of(plan, keys, answers, asOf, values))
        .thenApply(
            batch ->
                VectorAssembler.assemble(
                    batch, 0, values, request.maxStaleness(), completeness(request)))
        .thenApply(
            assembled ->
                new FeatureResult(
                    assembled.vectors(),
                    asOf,
                    assembled.freshThroughMillis(),
                    plan.definitionVersion()));
  }

  /** Returns how a request would be answered; asks Pinot nothing. */
  public Explanation explain(FeatureRequest request) {
    Plan plan = plan(request);
    List<List<Items>> keys = entities.bind(plan, request.entities());
    RequestValues values = values(plan, request);
    return Explanation.of(plan, keys, instants.asOf(plan, request.asOfMillis()), values);
  }

  private Plan plan(FeatureRequest request) {
    return planner.plan(request.selection(), request.metadata() == Metadata.LAST_ACTIONS);
  }

  private RequestValues values(Plan plan, FeatureRequest request) {
    int rows = request.entities().values().stream().mapToInt(Items::size).max().orElse(1);
    return RequestBinding.bind(plan, request.requestValues(), rows, mostRows);
  }

  private CompletionStage<List<LookupAnswer>> ask(
      Plan plan, List<BatchKeys> keys, long asOf, RequestValues values, FeatureRequest request) {
    boolean partial = request.partial() == Partial.ALLOWED;
    // The part that is there must still reach the caller in time.
    Deadline deadline = partial ? request.deadline().leavingTime() : request.deadline();
    List<CompletableFuture<LookupAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < plan.lookups().size(); i++) {
      Lookup lookup =
          new Lookup(
              plan.lookups().get(i),
              keys.get(i).index().keys(),
              asOf,
              values,
              deadline,
              completeness(request));
      answers.add(lookups.ask(lookup).toCompletableFuture());
    }
    return Lookups.inOrder(answers);
  }

  private static Completeness completeness(FeatureRequest request) {
    return switch (request.partial()) {
      case ALLOWED -> Completeness.BEST_EFFORT;
      case REFUSED -> Completeness.ALL_OR_NOTHING;
    };
  }
}

package io.nearline.server.serving;

import io.nearline.features.definition.Catalogue;
import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Items;
import io.nearline.server.batch.Lookup.Completeness;
import io.nearline.server.plan.Instant;
import io.nearline.server.plan.Plan;
import io.nearline.server.plan.Planner;
import io.nearline.server.serving.FeatureRequest.Metadata;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** The way of a request: plan, bind, ask, assemble. Thread-safe; nothing blocks. */
public final class FeatureServing {
  private final Planner planner;
  private final EntityBinding entities;
  private final Instants instants;
  private final FeatureBatches batches;
  private final int mostRows;

  /**
   * Serves a catalogue.
   *
   * @param mostEntities the most entity rows of one call
   * @param clock tells now
   */
  public FeatureServing(
      Catalogue catalogue, Planner planner, FeatureBatches batches, int mostEntities, Clock clock) {
    this.planner = planner;
    this.entities = new EntityBinding(catalogue, mostEntities);
    this.instants = new Instants(clock);
    this.batches = batches;
    this.mostRows = mostEntities;
  }

  /**
   * Computes features.
   *
   * @return the features; who cancels them gives the request up
   * @throws io.nearline.server.plan.UnknownNameException when a name is unknown
   * @throws io.nearline.server.plan.InvalidRequestException when the request can't be answered
   */
  public CompletableFuture<FeatureResult> features(FeatureRequest request) {
    return batches.submit(bind(request));
  }

  private BoundRequest bind(FeatureRequest request) {
    Plan plan = plan(request);
    List<List<Items>> columns = entities.bind(plan, request.entities());
    RequestValues values = values(plan, request);
    long asOf = instants.asOf(plan, request.asOfMillis());
    OptionalLong given =
        request.asOfMillis().isPresent() ? OptionalLong.of(asOf) : OptionalLong.empty();
    return switch (request.partial()) {
      case REFUSED ->
          new BoundRequest(
              plan,
              columns,
              values,
              given,
              request.maxStaleness(),
              Completeness.ALL_OR_NOTHING,
              request.deadline());
      case ALLOWED ->
          new BoundRequest(
              plan,
              columns,
              values,
              given,
              request.maxStaleness(),
              Completeness.BEST_EFFORT,
              // The part that is there must still reach the caller in time.
              request.deadline().leavingTime());
    };
  }

  /** Returns how a request would be answered; asks Pinot nothing. */
  public Explanation explain(FeatureRequest request) {
    Plan plan = plan(request);
    List<List<Items>> keys = entities.bind(plan, request.entities());
    RequestValues values = values(plan, request);
    return Explanation.of(
        plan,
        keys,
        instants.asOf(plan, request.asOfMillis()),
        request.asOfMillis().isPresent() ? Instant.GIVEN : Instant.OF_SENDING,
        values,
        batches.keysPerStatement());
  }

  private Plan plan(FeatureRequest request) {
    return planner.plan(request.selection(), request.metadata() == Metadata.LAST_ACTIONS);
  }

  private RequestValues values(Plan plan, FeatureRequest request) {
    int rows = 1;
    for (Items column : request.entities().values()) {
      rows = Math.max(rows, column.size());
    }
    return RequestBinding.bind(plan, request.requestValues(), rows, mostRows);
  }
}

package io.nearline.server.rpc;

import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import io.nearline.features.definition.Catalogue;
import io.nearline.proto.v1.ExplainFeaturesRequest;
import io.nearline.proto.v1.ExplainFeaturesResponse;
import io.nearline.proto.v1.FeatureServiceGrpc;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.proto.v1.ListActionsRequest;
import io.nearline.proto.v1.ListActionsResponse;
import io.nearline.proto.v1.ListFeatureServicesRequest;
import io.nearline.proto.v1.ListFeatureServicesResponse;
import io.nearline.server.config.Deadlines;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.serving.ActionListing;
import io.nearline.server.serving.FeatureServing;
import io.nearline.server.serving.NoActorsException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The methods of FeatureService: decode, serve, encode. */
final class FeatureEndpoint extends FeatureServiceGrpc.FeatureServiceImplBase {
  private final ResponseEncoder encoder;
  private final FeatureServing features;
  private final Optional<ActionListing> actions;
  private final Deadlines deadlines;

  FeatureEndpoint(
      Catalogue catalogue,
      FeatureServing features,
      Optional<ActionListing> actions,
      Deadlines deadlines) {
    this.encoder = new ResponseEncoder(catalogue);
    this.features = features;
    this.actions = actions;
    this.deadlines = deadlines;
  }

  @Override
  public void getFeatures(
      GetFeaturesRequest request, StreamObserver<GetFeaturesResponse> observer) {
    answer(
        observer,
        () ->
            features
                .features(RequestDecoder.features(request, deadline()))
                .thenApply(result -> encoder.features(result, request.getIncludeMetadata())));
  }

  @Override
  public void listActions(
      ListActionsRequest request, StreamObserver<ListActionsResponse> observer) {
    answer(
        observer,
        () ->
            actions
                .orElseThrow(NoActorsException::new)
                .list(RequestDecoder.listing(request, deadline()))
                .thenApply(ResponseEncoder::actions));
  }

  @Override
  public void explainFeatures(
      ExplainFeaturesRequest request, StreamObserver<ExplainFeaturesResponse> observer) {
    answer(
        observer,
        () ->
            CompletableFuture.completedFuture(
                ResponseEncoder.explanation(
                    features.explain(RequestDecoder.features(request.getRequest(), deadline())))));
  }

  @Override
  public void listFeatureServices(
      ListFeatureServicesRequest request, StreamObserver<ListFeatureServicesResponse> observer) {
    answer(observer, () -> CompletableFuture.completedFuture(encoder.services()));
  }

  private static <T> void answer(
      StreamObserver<T> observer, Supplier<CompletionStage<T>> computation) {
    CompletionStage<T> response;
    try {
      response = computation.get();
    } catch (RuntimeException e) {
      observer.onError(StatusMapping.map(e));
      return;
    }
    response.whenComplete((message, failure) -> finish(observer, message, failure));
  }

  private static <T> void finish(
      StreamObserver<T> observer, @Nullable T message, @Nullable Throwable failure) {
    if (message != null) {
      observer.onNext(message);
      observer.onCompleted();
    } else if (failure != null) {
      observer.onError(StatusMapping.map(failure));
    }
  }

  /** Returns the caller's deadline within what is configured. */
  private Deadline deadline() {
    io.grpc.Deadline asked = Context.current().getDeadline();
    Duration time =
        asked == null
            ? deadlines.standard()
            : Duration.ofNanos(asked.timeRemaining(TimeUnit.NANOSECONDS));
    return Deadline.after(time.compareTo(deadlines.longest()) > 0 ? deadlines.longest() : time);
  }
}

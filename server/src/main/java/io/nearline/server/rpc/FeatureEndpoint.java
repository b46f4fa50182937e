package io.nearline.server.rpc;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
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
import io.nearline.server.serving.NoActorsException;
import io.nearline.server.serving.Served;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The methods of FeatureService: decode, serve, encode. */
final class FeatureEndpoint extends FeatureServiceGrpc.FeatureServiceImplBase {
  private final Deadlines deadlines;
  private volatile Current current;

  FeatureEndpoint(Served served, Deadlines deadlines) {
    this.deadlines = deadlines;
    this.current = Current.of(served);
  }

  /** What calls are answered with: each takes it once, at its beginning. */
  private record Current(Served served, ResponseEncoder encoder) {

    static Current of(Served served) {
      return new Current(served, new ResponseEncoder(served.catalogue()));
    }
  }

  /** Answers every call that begins from now on with another catalogue. */
  void serve(Served served) {
    current = Current.of(served);
  }

  @Override
  public void getFeatures(
      GetFeaturesRequest request, StreamObserver<GetFeaturesResponse> observer) {
    Current now = current;
    answer(
        observer,
        () ->
            givenUpWithTheCall(
                    observer,
                    now.served().features().features(RequestDecoder.features(request, deadline())))
                .thenApply(result -> now.encoder().features(result, request.getIncludeMetadata())));
  }

  @Override
  public void listActions(
      ListActionsRequest request, StreamObserver<ListActionsResponse> observer) {
    Current now = current;
    answer(
        observer,
        () ->
            givenUpWithTheCall(
                    observer,
                    now.served()
                        .actions()
                        .orElseThrow(NoActorsException::new)
                        .list(RequestDecoder.listing(request, deadline())))
                .thenApply(ResponseEncoder::actions));
  }

  @Override
  public void explainFeatures(
      ExplainFeaturesRequest request, StreamObserver<ExplainFeaturesResponse> observer) {
    Current now = current;
    answer(
        observer,
        () ->
            CompletableFuture.completedFuture(
                ResponseEncoder.explanation(
                    now.served()
                        .features()
                        .explain(RequestDecoder.features(request.getRequest(), deadline())))));
  }

  @Override
  public void listFeatureServices(
      ListFeatureServicesRequest request, StreamObserver<ListFeatureServicesResponse> observer) {
    answer(observer, () -> CompletableFuture.completedFuture(current.encoder().services()));
  }

  /** Cancels an answer when the caller cancels the call, or its deadline passes. */
  private static <T> CompletableFuture<T> givenUpWithTheCall(
      StreamObserver<?> observer, CompletableFuture<T> answer) {
    if (!answer.isDone() && observer instanceof ServerCallStreamObserver<?> call) {
      call.setOnCancelHandler(() -> answer.cancel(false));
    }
    return answer;
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

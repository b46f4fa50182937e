package io.nearline.ingest.rpc;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.nearline.ingest.record.ActionIntake;
import io.nearline.ingest.record.Judgement;
import io.nearline.ingest.record.RefusedCallException;
import io.nearline.proto.v1.ActionServiceGrpc;
import io.nearline.proto.v1.FieldCoercion;
import io.nearline.proto.v1.FieldProblem;
import io.nearline.proto.v1.RecordActionsRequest;
import io.nearline.proto.v1.RecordActionsResponse;
import io.nearline.proto.v1.RecordOutcome;
import io.nearline.proto.v1.RecordVerdict;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** RecordActions. Nothing here blocks. */
final class ActionEndpoint extends ActionServiceGrpc.ActionServiceImplBase {
  /** As gRPC's retry policy (gRFC A6) reads it: milliseconds to wait; negative: don't retry. */
  static final Metadata.Key<String> PUSH_BACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

  /** Kafka acknowledges within milliseconds: an overload passes soon. */
  private static final String SOON = "250";

  /** What is too large stays so. */
  private static final String NEVER = "-1";

  private static final Logger LOG = LoggerFactory.getLogger(ActionEndpoint.class);

  private final Supplier<ActionIntake> intake;

  ActionEndpoint(Supplier<ActionIntake> intake) {
    this.intake = intake;
  }

  @Override
  public void recordActions(
      RecordActionsRequest request, StreamObserver<RecordActionsResponse> observer) {
    CompletableFuture<List<Judgement>> answer =
        intake
            .get()
            .record(
                request.getActionsCount(),
                request.getSerializedSize(),
                () -> ActionDecoder.actions(request));
    if (observer instanceof ServerCallStreamObserver<RecordActionsResponse> call) {
      call.setOnCancelHandler(() -> answer.cancel(false));
    }
    var unused =
        answer.whenComplete(
            (judgements, failure) -> {
              if (failure == null) {
                observer.onNext(response(judgements));
                observer.onCompleted();
              } else if (!answer.isCancelled()) {
                observer.onError(status(failure));
              }
            });
  }

  private static RecordActionsResponse response(List<Judgement> judgements) {
    RecordActionsResponse.Builder response = RecordActionsResponse.newBuilder();
    judgements.forEach(judgement -> response.addVerdicts(verdict(judgement)));
    return response.build();
  }

  private static RecordVerdict verdict(Judgement judgement) {
    RecordVerdict.Builder verdict = RecordVerdict.newBuilder();
    if (judgement instanceof Judgement.Accepted accepted) {
      verdict.setOutcome(RecordOutcome.RECORD_OUTCOME_ACCEPTED).setEventId(accepted.eventId());
    } else if (judgement instanceof Judgement.Rejected rejected) {
      verdict.setOutcome(RecordOutcome.RECORD_OUTCOME_REJECTED);
      rejected
          .faults()
          .forEach(
              fault ->
                  verdict.addProblems(
                      FieldProblem.newBuilder().setField(fault.field()).setReason(fault.reason())));
    }
    judgement
        .coercions()
        .forEach(
            coercion ->
                verdict.addCoercions(
                    FieldCoercion.newBuilder()
                        .setField(coercion.field())
                        .setFrom(coercion.from())
                        .setTo(coercion.to())));
    return verdict.build();
  }

  private static StatusException status(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (!(cause instanceof RefusedCallException refused)) {
      LOG.error("a call failed by a defect", cause);
      return Status.INTERNAL
          .withDescription("a defect of ingest; its log has the rest")
          .asException();
    }
    Metadata trailers = new Metadata();
    Status status =
        switch (refused.kind()) {
          case EMPTY -> Status.INVALID_ARGUMENT;
          case TOO_LARGE -> {
            trailers.put(PUSH_BACK, NEVER);
            yield Status.RESOURCE_EXHAUSTED;
          }
          case OVERLOADED -> {
            trailers.put(PUSH_BACK, SOON);
            yield Status.RESOURCE_EXHAUSTED;
          }
          case UNREAD -> Status.FAILED_PRECONDITION;
          case UNAVAILABLE -> Status.UNAVAILABLE;
          case FAILED -> Status.INTERNAL;
        };
    return status.withDescription(refused.getMessage()).asException(trailers);
  }
}

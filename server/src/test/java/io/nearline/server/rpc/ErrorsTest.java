package io.nearline.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.PinotException.Kind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which failure is which status, as a caller sees it. */
class ErrorsTest {
  private final InProcess server = new InProcess();

  @AfterEach
  void stop() {
    server.close();
  }

  private static GetFeaturesRequest.Builder counts() {
    return GetFeaturesRequest.newBuilder()
        .setFeatureService("counts")
        .putEntities("actor", InProcess.actors(1L));
  }

  @ParameterizedTest
  @CsvSource({
    "UNREACHABLE, UNAVAILABLE",
    "PARTIAL, UNAVAILABLE",
    "TIMEOUT, DEADLINE_EXCEEDED",
    "OVERLOADED, RESOURCE_EXHAUSTED",
    "NOT_READY, UNAVAILABLE",
    "REFUSED, INTERNAL",
  })
  void pinotsFaults(Kind kind, Status.Code code) {
    server.broker.fail(kind);

    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> server.stub().getFeatures(counts().build()));

    assertThat(failure.getStatus().getCode()).isEqualTo(code);
    assertThat(failure.getStatus().getDescription()).contains("actions: " + kind);
  }

  @Test
  void overloadAsksToComeBackLater() {
    server.broker.fail(Kind.OVERLOADED);

    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> server.stub().getFeatures(counts().build()));

    assertThat(failure.getTrailers()).isNotNull();
    assertThat(failure.getTrailers().get(StatusMapping.PUSH_BACK)).isEqualTo("1000");
  }

  @Test
  void otherFailuresCarryNoPushBack() {
    server.broker.fail(Kind.UNREACHABLE);

    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> server.stub().getFeatures(counts().build()));

    assertThat(failure.getTrailers()).isNotNull();
    assertThat(failure.getTrailers().containsKey(StatusMapping.PUSH_BACK)).isFalse();
  }

  @Test
  void partialAnswerIsNotServedUnasked() {
    server.broker.end(
        sql -> CompletableFuture.failedFuture(Answers.partial(List.of("a", "b"), "[[1, 1]]")));

    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> server.stub().getFeatures(counts().build()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void defectsAreInternalAndSayNothingOfTheInside() {
    server.broker.end(sql -> CompletableFuture.failedFuture(new IllegalStateException("secret")));

    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> server.stub().getFeatures(counts().build()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(failure.getStatus().getDescription())
        .isEqualTo("a defect of the server; its log has the rest");
  }

  @Test
  void answerWithoutTheColumnsAskedForIsNoAnswer() {
    server.broker.answer(sql -> Answers.table(List.of("actor"), "[[1]]"));

    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> server.stub().getFeatures(counts().build()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(failure.getStatus().getDescription()).contains("malformed answer of Pinot");
  }

  @Test
  void silentPinotEndsWithTheCallersDeadline() {
    server.broker.end(sql -> new CompletableFuture<>());

    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                server
                    .stub()
                    .withDeadlineAfter(50, TimeUnit.MILLISECONDS)
                    .getFeatures(counts().build()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
  }
}

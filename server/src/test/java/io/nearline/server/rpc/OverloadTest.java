package io.nearline.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.Timer;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.FeatureServiceGrpc;
import io.nearline.proto.v1.FeatureServiceGrpc.FeatureServiceFutureStub;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.proto.v1.ListActionsRequest;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.PinotTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * More than can be answered: the test's server lets one statement fly at a time and three calls
 * wait, and takes five rows a call.
 */
class OverloadTest {
  private final InProcess server = new InProcess();
  private final List<CompletableFuture<PinotTable>> asked = new ArrayList<>();

  @AfterEach
  void stop() {
    server.close();
  }

  private void leaveOpen() {
    server.broker.end(
        sql -> {
          asked.add(new CompletableFuture<>());
          return asked.get(asked.size() - 1);
        });
  }

  private FeatureServiceFutureStub stub() {
    return FeatureServiceGrpc.newFutureStub(server.channel);
  }

  private static GetFeaturesRequest counts(long actor) {
    return GetFeaturesRequest.newBuilder()
        .setFeatureService("counts")
        .putEntities("actor", InProcess.actors(actor))
        .build();
  }

  private static StatusRuntimeException failure(ListenableFuture<?> answer) {
    ExecutionException failure =
        catchThrowableOfType(ExecutionException.class, () -> answer.get(30, TimeUnit.SECONDS));
    return (StatusRuntimeException) Objects.requireNonNull(failure.getCause());
  }

  private static Metadata trailers(StatusRuntimeException failure) {
    return Objects.requireNonNull(failure.getTrailers());
  }

  @Test
  void callsBeyondTheQueueAreRefusedAndTheOthersAnswered() throws Exception {
    leaveOpen();
    List<ListenableFuture<GetFeaturesResponse>> answers =
        Stream.of(1L, 2L, 3L, 4L, 5L).map(actor -> stub().getFeatures(counts(actor))).toList();

    StatusRuntimeException refused = failure(answers.get(4));
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(refused.getStatus().getDescription())
        .isEqualTo(
            "overloaded: 3 calls about 3 entities wait (expected: fewer than 3 calls and 1000"
                + " entities)");
    assertThat(trailers(refused).get(StatusMapping.PUSH_BACK)).isEqualTo("1000");
    asked.get(0).complete(Answers.table(List.of("actor", "a", "b"), "[[1, 1, 1]]"));
    asked
        .get(1)
        .complete(Answers.table(List.of("actor", "a", "b"), "[[2, 1, 2], [3, 1, 3], [4, 1, 4]]"));
    for (int i = 0; i < 4; i++) {
      assertThat(answers.get(i).get(30, TimeUnit.SECONDS).getFeatures(1).getValues().getInt64S())
          .extracting(counts -> counts.getValues(0))
          .isEqualTo(i + 1L);
    }
    assertThat(asked).hasSize(2);
    assertThat(server.meters.get("nearline.batch.refused").counter().count()).isEqualTo(1);
  }

  @Test
  void listingsHaveAQueueOfTheirOwn() throws Exception {
    leaveOpen();
    var first = stub().getFeatures(counts(1));
    List<ListenableFuture<?>> listings = new ArrayList<>();
    for (int i = 0; i < 2 + InProcess.MOST_WAITING; i++) {
      listings.add(stub().listActions(ListActionsRequest.newBuilder().setActor(1).build()));
    }

    assertThat(asked).hasSize(2);
    assertThat(failure(listings.get(listings.size() - 1)).getStatus().getCode())
        .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    listings.get(1).cancel(true);
    assertThat(server.meters.get("nearline.listings.queued").gauge().value()).isEqualTo(2);
    asked.get(0).complete(Answers.table(List.of("actor", "a", "b"), "[[1, 1, 1]]"));
    assertThat(first.get(30, TimeUnit.SECONDS).getFeaturesCount()).isEqualTo(2);
    assertThat(asked).hasSize(2);
  }

  @Test
  void aCallPastItsDeadlineIsCountedAsThatAndCostsPinotNothing() {
    leaveOpen();
    var first = stub().getFeatures(counts(1));
    var late = stub().withDeadlineAfter(Duration.ofMillis(400)).getFeatures(counts(2));

    assertThat(failure(late).getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    await().atMost(Duration.ofSeconds(30)).until(() -> calls("DEADLINE_EXCEEDED") == 1);
    assertThat(server.meters.get("nearline.batch.queued").gauge().value()).isZero();
    first.cancel(true);
    await().atMost(Duration.ofSeconds(30)).until(() -> calls("CANCELLED") == 1);
    asked.get(0).complete(Answers.table(List.of("actor", "a", "b"), "[]"));
    assertThat(asked).hasSize(1);
  }

  private long calls(String status) {
    Timer timer =
        server.meters.find("grpc.server.call.duration").tag("grpc.status", status).timer();
    return timer == null ? 0 : timer.count();
  }

  @Test
  void aCallWithTooManyRowsIsRefusedNotCut() {
    server.broker.answer(
        sql ->
            Answers.table(
                List.of("actor", "timestamp", "eventId", "object", "objectGeo"),
                "[[%1$s, 1, \"a\", \"x\", \"\"], [%1$s, 1, \"b\", \"x\", \"\"], [%1$s, 1, \"c\", \"x\", \"\"]]"
                    .formatted(RankerRows.keys(sql).replaceAll(",.*", ""))));

    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                server
                    .stub()
                    .getFeatures(
                        GetFeaturesRequest.newBuilder()
                            .setFeatures(FeatureNames.newBuilder().addNames("jobs.recent_24h"))
                            .putEntities("actor", InProcess.actors(1L, 2L, 3L, 4L, 5L))
                            .setAllowPartial(true)
                            .build()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(failure.getStatus().getDescription())
        .startsWith("5 entities with 6 rows (expected: at most limits.rows_of_call: 5;");
    assertThat(trailers(failure).get(StatusMapping.PUSH_BACK)).isEqualTo("-1");
  }
}

package io.nearline.ingest.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.nearline.features.attribute.AttributeRoot;
import io.nearline.ingest.record.ActionIntake;
import io.nearline.ingest.record.Coercion;
import io.nearline.ingest.record.Fault;
import io.nearline.ingest.record.Judgement;
import io.nearline.ingest.record.RefusedCallException.Kind;
import io.nearline.ingest.record.SentAction;
import io.nearline.proto.v1.ActionServiceGrpc;
import io.nearline.proto.v1.ActionServiceGrpc.ActionServiceBlockingStub;
import io.nearline.proto.v1.FieldCoercion;
import io.nearline.proto.v1.FieldProblem;
import io.nearline.proto.v1.RecordActionsRequest;
import io.nearline.proto.v1.RecordOutcome;
import io.nearline.proto.v1.RecordVerdict;
import io.nearline.proto.v1.RecordedAction;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionEndpointTest {
  private static final Metadata.Key<String> PUSH_BACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

  private final String name = InProcessServerBuilder.generateName();
  private final ManagedChannel channel =
      InProcessChannelBuilder.forName(name).directExecutor().build();
  private final ActionServiceBlockingStub stub =
      ActionServiceGrpc.newBlockingStub(channel).withDeadlineAfter(2, TimeUnit.MINUTES);
  private final IngestServer server =
      IngestServer.on(InProcessServerBuilder.forName(name), 1 << 20);

  @BeforeEach
  void start() throws IOException {
    server.server().start();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
  }

  private static RecordActionsRequest request(RecordedAction.Builder... actions) {
    RecordActionsRequest.Builder request = RecordActionsRequest.newBuilder();
    Arrays.stream(actions).forEach(request::addActions);
    return request.build();
  }

  @Test
  void decodesActionsAndTellsVerdictsInOrder() {
    List<SentAction> seen = new ArrayList<>();
    server.record(
        (count, bytes, actions) -> {
          assertThat(count).isEqualTo(2);
          assertThat(bytes).isPositive();
          seen.addAll(actions.get());
          return CompletableFuture.completedFuture(
              List.of(
                  new Judgement.Accepted(
                      "e-1",
                      new byte[0],
                      new byte[0],
                      List.of(new Coercion("actor", "\"1\"", "1"))),
                  new Judgement.Rejected(List.of(new Fault("verb", "bad")), List.of())));
        });

    List<RecordVerdict> verdicts =
        stub.recordActions(
                request(
                    RecordedAction.newBuilder()
                        .setEventId("e-1")
                        .setActor(Value.newBuilder().setStringValue("1"))
                        .setVerb("v")
                        .setObject("o")
                        .setTimestamp(Value.newBuilder().setNumberValue(5))
                        .setVerbAttributes(
                            Struct.newBuilder()
                                .putFields("whole", Value.newBuilder().setNumberValue(3).build())
                                .putFields("part", Value.newBuilder().setNumberValue(0.5).build())
                                .putFields("huge", Value.newBuilder().setNumberValue(1e17).build())
                                .putFields("flag", Value.newBuilder().setBoolValue(true).build())
                                .putFields(
                                    "none",
                                    Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build())
                                .putFields(
                                    "list",
                                    Value.newBuilder()
                                        .setListValue(
                                            ListValue.newBuilder()
                                                .addValues(Value.newBuilder().setStringValue("a")))
                                        .build())),
                    RecordedAction.newBuilder()))
            .getVerdictsList();

    assertThat(seen)
        .containsExactly(
            new SentAction(
                "e-1",
                "1",
                "v",
                "o",
                Map.of(
                    AttributeRoot.VERB,
                    Map.of(
                        "whole",
                        3L,
                        "part",
                        0.5,
                        "huge",
                        1e17,
                        "flag",
                        true,
                        "list",
                        List.of("a"))),
                5L),
            new SentAction("", null, "", "", Map.of(), null));
    assertThat(verdicts)
        .containsExactly(
            RecordVerdict.newBuilder()
                .setOutcome(RecordOutcome.RECORD_OUTCOME_ACCEPTED)
                .setEventId("e-1")
                .addCoercions(
                    FieldCoercion.newBuilder().setField("actor").setFrom("\"1\"").setTo("1"))
                .build(),
            RecordVerdict.newBuilder()
                .setOutcome(RecordOutcome.RECORD_OUTCOME_REJECTED)
                .addProblems(FieldProblem.newBuilder().setField("verb").setReason("bad"))
                .build());
  }

  @ParameterizedTest
  @CsvSource({
    "EMPTY, INVALID_ARGUMENT, ",
    "TOO_LARGE, RESOURCE_EXHAUSTED, -1",
    "OVERLOADED, RESOURCE_EXHAUSTED, 250",
    "UNREAD, FAILED_PRECONDITION, ",
    "UNAVAILABLE, UNAVAILABLE, ",
    "FAILED, INTERNAL, ",
  })
  void tellsRefusalsByStatus(Kind kind, Status.Code code, String pushBack) {
    server.record(ActionIntake.refusing(kind, "the words"));

    assertThatThrownBy(() -> stub.recordActions(request()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(code);
              assertThat(e.getStatus().getDescription()).isEqualTo("the words");
              assertThat(e.getTrailers().get(PUSH_BACK)).isEqualTo(pushBack);
            });
  }

  @Test
  void keepsADefectsWordsToItself() {
    server.record(
        (count, bytes, actions) -> CompletableFuture.failedFuture(new ArithmeticException("x")));

    assertThatThrownBy(() -> stub.recordActions(request()))
        .hasMessage("INTERNAL: a defect of ingest; its log has the rest");
  }

  @Test
  void isUnavailableUntilActionsAreTaken() {
    HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(channel);
    HealthCheckRequest actions =
        HealthCheckRequest.newBuilder().setService(ActionServiceGrpc.SERVICE_NAME).build();
    assertThat(health.check(actions).getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
    assertThatThrownBy(() -> stub.recordActions(request()))
        .hasMessage("UNAVAILABLE: ingest is starting: repeat the call later");

    server.record(ActionIntake.refusing(Kind.UNREAD, ""));
    assertThat(health.check(actions).getStatus()).isEqualTo(ServingStatus.SERVING);
    assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatus())
        .isEqualTo(ServingStatus.NOT_SERVING);
    server.serving(true);
    assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatus())
        .isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void aCallersDeadlineGivesTheCallUp() {
    CompletableFuture<List<Judgement>> never = new CompletableFuture<>();
    server.record((count, bytes, actions) -> never);

    // A call that is out of time before it has come cancels nothing: then another one is made.
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThatThrownBy(
                      () ->
                          stub.withDeadlineAfter(50, TimeUnit.MILLISECONDS)
                              .recordActions(request()))
                  .isInstanceOfSatisfying(
                      StatusRuntimeException.class,
                      e ->
                          assertThat(e.getStatus().getCode())
                              .isEqualTo(Status.Code.DEADLINE_EXCEEDED));
              assertThat(never).isCancelled();
            });
  }
}

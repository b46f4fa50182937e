package io.nearline.it.ingest;

import static io.nearline.it.stack.Pinot.actionsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.nearline.it.launcher.RunningSystem;
import io.nearline.it.stack.Stack;
import io.nearline.proto.v1.ActionServiceGrpc;
import io.nearline.proto.v1.ActionServiceGrpc.ActionServiceBlockingStub;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.Int64Values;
import io.nearline.proto.v1.ListActionsRequest;
import io.nearline.proto.v1.ListActionsResponse;
import io.nearline.proto.v1.RecordActionsRequest;
import io.nearline.proto.v1.RecordActionsResponse;
import io.nearline.proto.v1.RecordOutcome;
import io.nearline.proto.v1.RecordVerdict;
import io.nearline.proto.v1.RecordedAction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From RecordActions to features. */
final class RecordActionsIT {
  private static final Path SAMPLE = Path.of("..", "deploy", "config");
  private static final Duration VISIBLE = Duration.ofSeconds(90);

  @TempDir private Path temporary;

  @Test
  void acceptedActionsAreSeenOnceHoweverOftenTheyAreSent() {
    try (RunningSystem system = RunningSystem.up(temporary.resolve("system"), SAMPLE)) {
      ManagedChannel channel = channel(system.endpoint("ingestGrpc"));
      try {
        ActionServiceBlockingStub actions = ActionServiceGrpc.newBlockingStub(channel);
        RecordActionsRequest batch = batch();
        RecordActionsResponse first = actions.recordActions(batch);

        assertThat(first.getVerdictsList())
            .extracting(RecordVerdict::getOutcome, RecordVerdict::getEventId)
            .containsExactly(
                tuple(RecordOutcome.RECORD_OUTCOME_ACCEPTED, "it-1"),
                tuple(RecordOutcome.RECORD_OUTCOME_REJECTED, ""),
                tuple(RecordOutcome.RECORD_OUTCOME_ACCEPTED, "it-3"));
        assertThat(first.getVerdicts(1).getProblemsList())
            .singleElement()
            .satisfies(
                problem -> {
                  assertThat(problem.getField()).isEqualTo("objectAttributes.salary");
                  assertThat(problem.getReason()).isEqualTo("much (expected: a number)");
                });
        assertThat(first.getVerdicts(2).getCoercionsList())
            .extracting(coercion -> coercion.getField())
            .containsExactly("actor", "timestamp", "verbAttributes.dwell_ms");
        system.pinot().awaitCount(actionsOf("actions"), 2, VISIBLE);

        assertThat(actions.recordActions(batch).getVerdictsList())
            .isEqualTo(first.getVerdictsList());
        CommittedTopic account =
            new CommittedTopic(system.endpoint("kafka"), "nearline-ingest-account-changelog");
        await()
            .atMost(VISIBLE)
            .until(() -> account.account().getOrDefault("recorded|duplicate|", 0L) == 2);
        assertThat(account.account())
            .isEqualTo(
                Map.of("recorded|in|", 4L, "recorded|action|", 2L, "recorded|duplicate|", 2L));
        assertThat(system.pinot().count(actionsOf("actions"))).isEqualTo(2);
        assertThat(views(system)).containsExactly(2L);
        assertThat(listed(system).getActionsList())
            .extracting(action -> action.getEventId())
            .containsExactly("recorded:it-1", "recorded:it-3");
      } finally {
        channel.shutdownNow();
      }
    }
  }

  @Test
  void saysThatKafkaIsDownAndTakesTheSameCallOnceItIsBack() {
    Map<String, String> files =
        Map.of(
            "attributes.yaml",
            "entities: {actor: {table: actions, type: int64, retention: 96h}}\n",
            "pipelines.yaml",
            "pipelines: [{name: recorded, from: [recorded], format: action, keyed_by: actor}]\n",
            "ingest.yaml",
            "record: {timeout: 3s}\n");
    Path data = temporary.resolve("stack");
    int base = Stack.freePorts();
    Stack stack = Stack.start(data, base);
    try (IngestProcess ingest = IngestProcess.start(stack, temporary.resolve("i"), files)) {
      ManagedChannel channel = channel(ingest.address());
      try {
        ActionServiceBlockingStub actions = ActionServiceGrpc.newBlockingStub(channel);
        stack.kill();
        assertThatThrownBy(
                () -> actions.withDeadlineAfter(Duration.ofSeconds(20)).recordActions(batch()))
            .isInstanceOfSatisfying(
                StatusRuntimeException.class,
                e -> {
                  assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
                  assertThat(e.getStatus().getDescription())
                      .contains("Kafka has not acknowledged the actions within 3000 ms");
                });
        stack = Stack.start(data, base);
        RecordActionsResponse again =
            await()
                .atMost(VISIBLE)
                .ignoreException(StatusRuntimeException.class)
                .until(() -> actions.recordActions(batch()), response -> true);
        assertThat(again.getVerdictsCount()).isEqualTo(3);
      } finally {
        channel.shutdownNow();
      }
    } finally {
      stack.close();
    }
  }

  private static RecordActionsRequest batch() {
    Instant now = Instant.now();
    return RecordActionsRequest.newBuilder()
        .addActions(action("it-1").setActor(number(111)))
        .addActions(
            action("it-2")
                .setActor(number(111))
                .setObjectAttributes(Struct.newBuilder().putFields("salary", text("much"))))
        .addActions(
            action("it-3")
                .setActor(text("111"))
                .setTimestamp(text(now.minusSeconds(60).toString()))
                .setVerbAttributes(Struct.newBuilder().putFields("dwell_ms", text("5300"))))
        .build();
  }

  private static RecordedAction.Builder action(String eventId) {
    return RecordedAction.newBuilder().setEventId(eventId).setVerb("job-view").setObject("job:1");
  }

  private static Value number(double value) {
    return Value.newBuilder().setNumberValue(value).build();
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }

  private static List<Long> views(RunningSystem system) {
    return system
        .features()
        .getFeatures(
            GetFeaturesRequest.newBuilder()
                .setFeatures(FeatureNames.newBuilder().addNames("job_ranking.views_1h"))
                .putEntities(
                    "actor",
                    Column.newBuilder().setInt64S(Int64Values.newBuilder().addValues(111)).build())
                .build())
        .getFeatures(0)
        .getValues()
        .getInt64S()
        .getValuesList();
  }

  private static ListActionsResponse listed(RunningSystem system) {
    return system.features().listActions(ListActionsRequest.newBuilder().setActor(111).build());
  }

  private static ManagedChannel channel(String address) {
    return NettyChannelBuilder.forTarget(address).usePlaintext().build();
  }
}

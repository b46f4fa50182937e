package io.nearline.it.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Value;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.nearline.it.stack.Stack;
import io.nearline.proto.v1.ActionServiceGrpc;
import io.nearline.proto.v1.ActionServiceGrpc.ActionServiceBlockingStub;
import io.nearline.proto.v1.RecordActionsRequest;
import io.nearline.proto.v1.RecordActionsResponse;
import io.nearline.proto.v1.RecordOutcome;
import io.nearline.proto.v1.RecordedAction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RecordActions while Kafka is down. */
final class RecordActionsIT {
  private static final Duration VISIBLE = Duration.ofMinutes(4);

  @TempDir private Path temporary;

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
    Stack stack = Stack.breakable();
    try (IngestProcess ingest = IngestProcess.start(stack, temporary, files)) {
      ManagedChannel channel = channel(ingest.address());
      try {
        ActionServiceBlockingStub actions = ActionServiceGrpc.newBlockingStub(channel);
        stack.kill();
        assertThatThrownBy(
                () -> actions.withDeadlineAfter(Duration.ofSeconds(30)).recordActions(request()))
            .isInstanceOfSatisfying(
                StatusRuntimeException.class,
                e -> {
                  assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
                  assertThat(e.getStatus().getDescription())
                      .contains("Kafka has not acknowledged the actions within 3000 ms");
                });
        Stack.breakable();
        RecordActionsResponse again =
            await()
                .atMost(VISIBLE)
                .ignoreException(StatusRuntimeException.class)
                .until(() -> actions.recordActions(request()), response -> true);
        assertThat(again.getVerdicts(0).getOutcome())
            .isEqualTo(RecordOutcome.RECORD_OUTCOME_ACCEPTED);
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private static RecordActionsRequest request() {
    return RecordActionsRequest.newBuilder()
        .addActions(
            RecordedAction.newBuilder()
                .setEventId("it-1")
                .setActor(Value.newBuilder().setNumberValue(111))
                .setVerb("job-view")
                .setObject("job:1"))
        .build();
  }

  private static ManagedChannel channel(String address) {
    return NettyChannelBuilder.forTarget(address).usePlaintext().build();
  }
}

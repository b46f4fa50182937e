package io.nearline.it.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.nearline.it.ingest.CommittedTopic;
import io.nearline.it.launcher.RunningSystem;
import io.nearline.proto.v1.ActionServiceGrpc;
import io.nearline.proto.v1.ActionServiceGrpc.ActionServiceBlockingStub;
import io.nearline.proto.v1.ListActionsRequest;
import io.nearline.proto.v1.ListActionsResponse;
import io.nearline.proto.v1.RecordActionsRequest;
import io.nearline.proto.v1.RecordActionsResponse;
import io.nearline.proto.v1.RecordOutcome;
import io.nearline.proto.v1.RecordVerdict;
import io.nearline.proto.v1.RecordedAction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From RecordActions to features. */
final class RecordedActionsIT {
  private static final long ACTOR = 777_111;
  private static final String OF_ACTOR = " WHERE actor = " + ACTOR;
  private static final Duration VISIBLE = Duration.ofMinutes(4);

  @Test
  void acceptedActionsAreSeenOnceHoweverOftenTheyAreSent() {
    RunningSystem system = RunningSystem.sample();
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
      system.pinot().awaitCount("actions" + OF_ACTOR, 2, VISIBLE);

      assertThat(actions.recordActions(batch).getVerdictsList()).isEqualTo(first.getVerdictsList());
      CommittedTopic account =
          new CommittedTopic(system.endpoint("kafka"), "nearline-ingest-account-changelog");
      await()
          .atMost(VISIBLE)
          .until(() -> account.account().getOrDefault("recorded|duplicate|", 0L) == 2);
      assertThat(account.account())
          .containsEntry("recorded|in|", 4L)
          .containsEntry("recorded|action|", 2L)
          .containsEntry("recorded|duplicate|", 2L);
      assertThat(system.pinot().count("actions" + OF_ACTOR)).isEqualTo(2);
      assertThat(views(system)).containsExactly(2L);
      String scrape = metrics(system.endpoint("ingestMetrics"));
      assertThat(scrape)
          .contains("nearline_ingest_recorded_total{outcome=\"accepted\"} 4.0\n")
          .contains("nearline_ingest_recorded_total{outcome=\"rejected\"} 2.0\n")
          .contains("\nkafka_stream_thread_process_rate{");
      assertThat(scrape.length()).as("bytes of a scrape").isLessThan(150_000);
      assertThat(listed(system).getActionsList())
          .extracting(action -> action.getEventId())
          .containsExactly("recorded:it-1", "recorded:it-3");
    } finally {
      channel.shutdownNow();
    }
  }

  private static RecordActionsRequest batch() {
    Instant now = Instant.now();
    return RecordActionsRequest.newBuilder()
        .addActions(action("it-1").setActor(number(ACTOR)))
        .addActions(
            action("it-2")
                .setActor(number(ACTOR))
                .setObjectAttributes(Struct.newBuilder().putFields("salary", text("much"))))
        .addActions(
            action("it-3")
                .setActor(text(Long.toString(ACTOR)))
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
    return system.integers("job_ranking.views_1h", List.of(ACTOR));
  }

  private static ListActionsResponse listed(RunningSystem system) {
    return system.features().listActions(ListActionsRequest.newBuilder().setActor(ACTOR).build());
  }

  private static String metrics(String address) {
    try (InputStream in = URI.create("http://" + address + "/metrics").toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ManagedChannel channel(String address) {
    return NettyChannelBuilder.forTarget(address).usePlaintext().build();
  }
}

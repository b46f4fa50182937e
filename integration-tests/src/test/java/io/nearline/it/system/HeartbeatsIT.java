package io.nearline.it.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Duration;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.nearline.features.action.Action;
import io.nearline.it.launcher.RunningSystem;
import io.nearline.proto.v1.FeatureStatus;
import io.nearline.proto.v1.GetFeaturesResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** What heartbeats tell of a whole system: idle, at work, with ingest stopped, and back again. */
class HeartbeatsIT {
  private static final long ACTOR = 424_242;
  private static final int MOST_STALE_SECONDS = 4;

  @Test
  void theyTellWhatIsInAndThatIngestIsGone() throws IOException, InterruptedException {
    RunningSystem system = RunningSystem.sample();
    anIdleSystemStaysFresh(system);
    whatCameBeforeIsIn(system, 5);
    ProcessHandle ingest = ingest(system);
    signal("-STOP", ingest);
    try {
      long stopped = System.nanoTime();
      withinSeconds(60).until(() -> !isServing(system));
      assertThat(java.time.Duration.ofNanos(System.nanoTime() - stopped))
          .as("not for the first heartbeat that fails to come")
          .isGreaterThan(java.time.Duration.ofSeconds(2));
      assertThat(isStale(features(system))).isTrue();
      Path log = system.directory().resolve("logs").resolve("server.log");
      withinSeconds(60)
          .untilAsserted(
              () ->
                  assertThat(Files.readString(log))
                      .containsPattern(
                          "not ready: table actions(_by_object)?, partition [0-3](, [0-3])*:"
                              + " no heartbeat"));
    } finally {
      signal("-CONT", ingest);
    }
    withinSeconds(90).until(() -> isServing(system) && !isStale(features(system)));
    whatCameBeforeIsIn(system, 2);
  }

  private static void anIdleSystemStaysFresh(RunningSystem system) {
    withinSeconds(60).until(() -> !isStale(features(system)));
    long first = freshThrough(features(system));
    withinSeconds(60).until(() -> freshThrough(features(system)) > first + 3_000);
  }

  /** Once fresh_through has passed the instant at which Kafka had an event, it counts. */
  private static void whatCameBeforeIsIn(RunningSystem system, int events) {
    for (int i = 0; i < events; i++) {
      long before = count(features(system));
      long now = System.currentTimeMillis();
      Action view = new Action("h-" + now, ACTOR, null, "job-view", null, "job:1", null, now);
      system.topics().publish("raw.actions", List.of(RunningSystem.line(view)));
      long kept = System.currentTimeMillis();
      GetFeaturesResponse passed =
          withinSeconds(60)
              .until(() -> features(system), response -> freshThrough(response) >= kept);
      assertThat(count(passed)).as("event %d of %d", i + 1, events).isEqualTo(before + 1);
    }
  }

  private static GetFeaturesResponse features(RunningSystem system) {
    return system
        .features()
        .getFeatures(
            RunningSystem.request("job_ranking.views_1h", List.of(ACTOR))
                .setMaxStaleness(Duration.newBuilder().setSeconds(MOST_STALE_SECONDS))
                .build());
  }

  private static boolean isStale(GetFeaturesResponse response) {
    return response.getFeatures(0).getStatusesList().contains(FeatureStatus.FEATURE_STATUS_STALE);
  }

  private static long count(GetFeaturesResponse response) {
    return response.getFeatures(0).getValues().getInt64S().getValues(0);
  }

  private static long freshThrough(GetFeaturesResponse response) {
    return Instant.ofEpochSecond(
            response.getFreshThrough().getSeconds(), response.getFreshThrough().getNanos())
        .toEpochMilli();
  }

  private static boolean isServing(RunningSystem system) {
    ManagedChannel channel =
        NettyChannelBuilder.forTarget(system.endpoint("grpc")).usePlaintext().build();
    try {
      return HealthGrpc.newBlockingStub(channel)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus()
          == ServingStatus.SERVING;
    } finally {
      channel.shutdownNow();
    }
  }

  private static ConditionFactory withinSeconds(int seconds) {
    return await()
        .atMost(java.time.Duration.ofSeconds(seconds))
        .pollInterval(java.time.Duration.ofMillis(100));
  }

  private static ProcessHandle ingest(RunningSystem system) {
    return ProcessHandle.of(system.launcher().pid())
        .orElseThrow()
        .descendants()
        .filter(
            child ->
                child.info().commandLine().orElse("").contains("io.nearline.ingest.IngestMain"))
        .findFirst()
        .orElseThrow();
  }

  private static void signal(String signal, ProcessHandle process)
      throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor())
        .isZero();
  }
}

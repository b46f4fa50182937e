package io.nearline.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.nearline.features.action.Action;
import io.nearline.it.stack.Stack;
import io.nearline.process.ChildProcess;
import io.nearline.proto.v1.GetFeaturesRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What callers see while brokers, or the whole of Pinot, are gone. */
class BrokerOutageIT {
  private static final Duration BOUND = Duration.ofMinutes(4);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static Path configuration(String name) {
    return ServerUnderTest.configuration(
        name,
        Map.of(
            "attributes.yaml",
            "entities: {actor: {table: " + name + "_actions, type: int64, retention: 96h}}",
            "features/counts.yaml",
            """
            feature_set: counts
            version: 1
            entity: actor
            features:
              - {name: views, aggregate: count, windows: [1h]}
            services:
              counts: ['counts@1.*']
            """));
  }

  private static void publishOne(Stack stack, Path directory, String table) {
    Action action =
        new Action("e1", 1, null, "view", null, "x", null, System.currentTimeMillis() - 1000);
    ServerUnderTest.publish(stack, ServerUnderTest.catalogue(directory), "actor", List.of(action));
    stack.pinot().awaitCount(table, 1, BOUND);
  }

  private static long views(ServerUnderTest server) {
    return server
        .stub()
        .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .getFeatures(
            GetFeaturesRequest.newBuilder()
                .setFeatureService("counts")
                .putEntities("actor", ServerUnderTest.actors(List.of(1L)))
                .build())
        .getFeatures(0)
        .getValues()
        .getInt64S()
        .getValues(0);
  }

  private static ServingStatus health(ServerUnderTest server) {
    return HealthGrpc.newBlockingStub(server.channel())
        .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .check(HealthCheckRequest.getDefaultInstance())
        .getStatus();
  }

  private static String deadPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }

  @Test
  void oneOfTwoBrokersDownIsNoOutage() throws IOException {
    Stack stack = Stack.shared();
    Path directory = configuration("one_of_two");
    ServerUnderTest.createTables(stack, directory);
    publishOne(stack, directory, "one_of_two_actions");

    try (ServerUnderTest server =
        ServerUnderTest.start(directory, deadPort() + "," + stack.pinotBroker())) {
      for (int i = 0; i < 20; i++) {
        assertThat(views(server)).isEqualTo(1);
      }
    }
  }

  @Test
  void notReadyUntilPinotHasTheTables() throws IOException {
    Stack stack = Stack.shared();
    Path directory = configuration("late_tables");
    try (ChildProcess process =
        ServerUnderTest.process(
            directory,
            "--port",
            "0",
            "--metrics-port",
            "0",
            "--pinot-controller",
            stack.pinotController())) {
      await().atMost(BOUND).until(() -> Files.readString(process.log()).contains("not ready"));
      assertThat(Files.readString(process.log())).doesNotContain("\nready ");
      ServerUnderTest.createTables(stack, directory);
      assertThat(process.awaitLine("ready ", BOUND)).contains("grpc=127.0.0.1:");
    }
  }

  @Test
  void whilePinotIsGoneCallsAreUnavailableAndThenTheyAreAnsweredAgain() {
    Path directory = configuration("outage");
    Stack first = Stack.breakable();
    ServerUnderTest.createTables(first, directory);
    publishOne(first, directory, "outage_actions");
    try (ServerUnderTest server = ServerUnderTest.start(directory, first.pinotBroker())) {
      assertThat(views(server)).isEqualTo(1);
      first.kill();

      // Told by the connection, long before the caller's time is out.
      StatusRuntimeException failure =
          catchThrowableOfType(StatusRuntimeException.class, () -> views(server));
      assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      await().atMost(BOUND).until(() -> health(server) == ServingStatus.NOT_SERVING);

      Stack again = Stack.breakable();
      assertThat(again.pinotBroker()).isEqualTo(first.pinotBroker());
      await()
          .atMost(BOUND)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                try {
                  // Never an empty vector: either an error, or the one view.
                  assertThat(views(server)).isEqualTo(1);
                  return true;
                } catch (StatusRuntimeException e) {
                  assertThat(e.getStatus().getCode())
                      .isIn(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED);
                  return false;
                }
              });
      await().atMost(BOUND).until(() -> health(server) == ServingStatus.SERVING);
    }
  }
}

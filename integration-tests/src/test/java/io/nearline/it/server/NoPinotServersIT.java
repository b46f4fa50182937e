package io.nearline.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nearline.features.action.Action;
import io.nearline.it.stack.Stack;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.ListActionsRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A broker that has no server left to ask answers HTTP 200, much as it does when no row can
 * qualify. Callers must not take that for an entity without actions.
 */
class NoPinotServersIT {
  private static final Duration BOUND = Duration.ofMinutes(4);
  private static final Duration STEADY = Duration.ofSeconds(3);
  private static final String TABLE = "no_servers_actions";

  @Test
  void rowsThatNoServerAnswersForAreNotNoRows() {
    Path directory =
        ServerUnderTest.configuration(
            "no_servers",
            Map.of(
                "attributes.yaml",
                "entities: {actor: {table: " + TABLE + ", type: int64, retention: 96h}}",
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
    Stack stack = Stack.breakable();
    ServerUnderTest.createTables(stack, directory);
    Action action =
        new Action("e1", 1, null, "view", null, "x", null, System.currentTimeMillis() - 1000);
    ServerUnderTest.publish(stack, ServerUnderTest.catalogue(directory), "actor", List.of(action));
    stack.pinot().awaitCount(TABLE, 1, BOUND);
    try (ServerUnderTest server = ServerUnderTest.start(directory, stack.pinotBroker())) {
      await().atMost(BOUND).until(() -> views(server).isPresent());
      // The broker sees that no row can qualify, and asks no server either.
      ListActionsRequest longAgo =
          ListActionsRequest.newBuilder().setActor(1).setWhere("timestamp < 5").build();
      assertThat(server.stub().listActions(longAgo).getActionsList()).isEmpty();
      try {
        stack.pinot().disableServers();
        await()
            .during(STEADY)
            .atMost(BOUND)
            .pollInterval(Duration.ofMillis(20))
            .until(() -> views(server).isEmpty());
        assertThatThrownBy(() -> server.stub().listActions(longAgo))
            .isInstanceOfSatisfying(
                StatusRuntimeException.class,
                failure ->
                    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
      } finally {
        stack.pinot().enableServers();
      }
      // Until a server has consumed its rows again, Pinot answers without them as if it had all.
      stack.pinot().awaitCount(TABLE, 1, BOUND);
      await()
          .atMost(BOUND)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> views(server).isPresent());
    }
  }

  /** Returns the one view, or nothing when the call failed as it may for a while. */
  private static OptionalLong views(ServerUnderTest server) {
    try {
      long views =
          server
              .stub()
              .withDeadlineAfter(2, TimeUnit.SECONDS)
              .getFeatures(
                  GetFeaturesRequest.newBuilder()
                      .setFeatureService("counts")
                      .putEntities("actor", ServerUnderTest.actors(List.of(1L)))
                      .build())
              .getFeatures(0)
              .getValues()
              .getInt64S()
              .getValues(0);
      assertThat(views).isEqualTo(1);
      return OptionalLong.of(views);
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().getCode())
          .as(e.getMessage())
          .isIn(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED);
      return OptionalLong.empty();
    }
  }
}

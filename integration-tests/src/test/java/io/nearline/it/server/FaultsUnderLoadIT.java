package io.nearline.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.nearline.features.action.Action;
import io.nearline.it.stack.Stack;
import io.nearline.proto.v1.GetFeaturesRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Callers who go on calling while Pinot stands still, or is killed and comes back. */
class FaultsUnderLoadIT {
  private static final Duration BOUND = Duration.ofMinutes(4);

  /** Beyond its deadline, on a machine that is busy or stands still for a while. */
  private static final Duration SLACK = Duration.ofSeconds(20);

  private static final int SOME = 50;

  private static final GetFeaturesRequest REQUEST =
      GetFeaturesRequest.newBuilder()
          .setFeatureService("counts")
          .putEntities("actor", ServerUnderTest.actors(List.of(1L)))
          .build();

  @Test
  void nobodyHangsAndAllIsWellAgainAfterwards() throws Exception {
    Path directory =
        ServerUnderTest.configuration(
            "faults",
            Map.of(
                "attributes.yaml",
                "entities: {actor: {table: faults_actions, type: int64, retention: 96h}}",
                "features/counts.yaml",
                """
                feature_set: counts
                version: 1
                entity: actor
                features:
                  - {name: views, aggregate: count, windows: [24h]}
                services:
                  counts: ['counts@1.*']
                """));
    Stack stack = Stack.breakable();
    ServerUnderTest.createTables(stack, directory);
    Action action =
        new Action("e1", 1, null, "view", null, "x", null, System.currentTimeMillis() - 1000);
    ServerUnderTest.publish(stack, ServerUnderTest.catalogue(directory), "actor", List.of(action));
    stack.pinot().awaitCount("faults_actions", 1, BOUND);
    try (ServerUnderTest server = ServerUnderTest.start(directory, stack.pinotBroker());
        SteadyCallers callers = new SteadyCallers(server, REQUEST)) {
      awaitMore(callers, "1");

      signal(stack, "STOP");
      try {
        awaitMore(callers, Status.Code.DEADLINE_EXCEEDED);
      } finally {
        signal(stack, "CONT");
      }
      awaitMore(callers, "1");

      stack.kill();
      awaitMore(callers, Status.Code.UNAVAILABLE);
      assertThat(Stack.breakable().pinotBroker()).isEqualTo(stack.pinotBroker());
      awaitMore(callers, "1");
      callers.stop();

      System.out.println("faults: " + callers.outcomes() + ", longest " + callers.longest());
      // Never another value: either the one view, or an error that says what is the matter.
      assertThat(callers.outcomes().keySet())
          .isSubsetOf("1", "UNAVAILABLE", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED");
      assertThat(callers.longest()).isLessThan(SteadyCallers.DEADLINE.plus(SLACK));
      for (String gauge : List.of("nearline_batch_statements", "nearline_batch_queued")) {
        await()
            .atMost(BOUND)
            .untilAsserted(() -> assertThat(server.metric(gauge, "")).as(gauge).isZero());
      }
    }
  }

  private static void awaitMore(SteadyCallers callers, Object outcome) {
    long before = callers.count(outcome);
    await().atMost(BOUND).until(() -> callers.count(outcome) > before + SOME);
  }

  private static void signal(Stack stack, String signal) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + signal, Long.toString(stack.process().pid())).start();
    assertThat(kill.waitFor()).isZero();
  }
}

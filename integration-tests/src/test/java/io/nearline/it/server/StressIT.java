package io.nearline.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.nearline.features.action.Action;
import io.nearline.features.definition.Catalogue;
import io.nearline.it.server.StressCalls.Known;
import io.nearline.it.stack.Stack;
import io.nearline.proto.v1.FeatureServiceGrpc;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.proto.v1.ListActionsRequest;
import io.nearline.proto.v1.ListActionsResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Callers of several services at once get what they would get alone, which is what the reference
 * evaluator says; whatever others do. Then nothing is left of them. {@code -Dnearline.stress=60s}
 * has them call for a minute.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StressIT {
  private static final long SEED = Long.getLong("nearline.seed", 20_261_122L);
  private static final Duration TIME =
      Duration.parse("PT" + System.getProperty("nearline.stress", "6s"));
  private static final Duration WARM_UP = Duration.ofMillis(1_500);
  private static final int MOST_WARM_UPS = 6;
  private static final Duration BOUND = Duration.ofMinutes(4);
  private static final int CALLERS = 64;
  private static final int CONNECTIONS = 4;
  private static final int ACTIONS = 2400;
  private static final int TIMES_TOGETHER = 4;
  private static final long HOUR = 3_600_000;

  /** By so many threads pools may still grow to their sizes, a few a processor. */
  private static final double THREADS_NOISE = 3;

  /** What a collected heap may differ by from one time to another, in bytes. */
  private static final double HEAP_NOISE = 4 << 20;

  private final Stack stack = Stack.shared();
  private final long asOf = System.currentTimeMillis() - HOUR;
  private final List<Action> actions = StressDefinitions.actions(SEED, asOf, ACTIONS);
  private final List<ManagedChannel> channels = new ArrayList<>();
  private ServerUnderTest server;
  private StressCalls calls;
  private List<Known> known;

  @BeforeAll
  void start() {
    Path directory = ServerUnderTest.configuration("stress", StressDefinitions.files());
    ServerUnderTest.createTables(stack, directory);
    Catalogue catalogue = ServerUnderTest.catalogue(directory);
    ServerUnderTest.publish(stack, catalogue, "actor", actions);
    ServerUnderTest.publish(stack, catalogue, "object", actions);
    stack.pinot().awaitCount("stress_actions", actions.size(), BOUND);
    stack.pinot().awaitCount("stress_actions_by_object", actions.size(), BOUND);
    server = ServerUnderTest.start(directory, stack.pinotBroker());
    for (int i = 0; i < CONNECTIONS; i++) {
      channels.add(
          NettyChannelBuilder.forTarget(server.channel().authority()).usePlaintext().build());
    }
    calls = new StressCalls(server, actions, asOf, SEED);
    known = calls.known(stack.pinotBroker(), "-Dit.test=StressIT -Dnearline.seed=" + SEED);
  }

  @AfterAll
  void stop() {
    channels.forEach(ManagedChannel::shutdownNow);
    if (server != null) {
      server.close();
    }
  }

  @Test
  @Order(1)
  void togetherAsAlone() throws Exception {
    double calls = server.metric("nearline_batch_calls_sum", "");
    double batches = server.metric("nearline_batch_calls_count", "");
    List<Known> all = new ArrayList<>();
    for (int i = 0; i < TIMES_TOGETHER; i++) {
      all.addAll(known);
    }
    Collections.shuffle(all, new Random(SEED));
    List<ListenableFuture<GetFeaturesResponse>> answers =
        all.stream()
            .map(
                one ->
                    FeatureServiceGrpc.newFutureStub(server.channel())
                        .withDeadlineAfter(BOUND.toSeconds(), TimeUnit.SECONDS)
                        .getFeatures(one.request()))
            .toList();

    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).wrong(answers.get(i).get())).isEmpty();
    }
    calls = server.metric("nearline_batch_calls_sum", "") - calls;
    batches = server.metric("nearline_batch_calls_count", "") - batches;
    System.out.printf("together: %.0f calls in %.0f batches%n", calls, batches);
    assertThat(calls / batches).isGreaterThan(1.5);
  }

  @Test
  @Order(2)
  void everyAnswerIsRightUnderLoadAndNothingIsLeft() throws Exception {
    ListActionsRequest listing =
        ListActionsRequest.newBuilder()
            .setActor(100)
            .setLimit(20)
            .setAsOf(known.get(0).request().getAsOf())
            .build();
    ListActionsResponse listed = server.stub().listActions(listing);
    StressLoad load = new StressLoad(calls, known, listing, listed);
    double threads = warmUp(load);
    double heap = collectedHeap();

    load.run(channels, CALLERS, TIME, SEED + CALLERS);
    System.out.println("-Dnearline.seed=" + SEED + ": " + load.outcomes());
    assertThat(load.wrong()).isEmpty();
    awaitQuiet();
    double heapAfter = collectedHeap();
    double threadsAfter = server.metric("jvm_threads_live_threads", "");
    System.out.printf(
        "threads %.0f, then %.0f; heap %.1f MB, then %.1f MB; batches %.0f of %.0f calls, %.0f"
            + " split%n",
        threads,
        threadsAfter,
        heap / 1e6,
        heapAfter / 1e6,
        server.metric("nearline_batch_calls_count", ""),
        server.metric("nearline_batch_calls_sum", ""),
        server.metric("nearline_batch_splits_total", ""));
    assertThat(threadsAfter).isLessThanOrEqualTo(threads + THREADS_NOISE);
    assertThat(heapAfter).isLessThan(heap + HEAP_NOISE);
    assertThat(load.outcomes())
        .containsKeys("PATIENT OK", "PATIENT RESOURCE_EXHAUSTED", "CANCELLED given up")
        .containsKeys("HASTY DEADLINE_EXCEEDED", "TAKES_A_PART OK");
  }

  /** Calls until no more threads come; returns how many there are. */
  private double warmUp(StressLoad load) throws Exception {
    double before = 0;
    for (int round = 0; round < MOST_WARM_UPS; round++) {
      load.run(channels, CALLERS, WARM_UP, SEED - round);
      assertThat(load.wrong()).isEmpty();
      awaitQuiet();
      double threads = server.metric("jvm_threads_live_threads", "");
      if (threads <= before) {
        return threads;
      }
      before = threads;
    }
    return before;
  }

  private void awaitQuiet() {
    for (String gauge :
        Stream.of("batch", "listings")
            .flatMap(of -> Stream.of("_statements", "_queued").map(what -> of + what))
            .toList()) {
      await()
          .atMost(BOUND)
          .untilAsserted(() -> assertThat(server.metric("nearline_" + gauge, "")).isZero());
    }
  }

  /** Returns how many bytes the server's heap holds after a collection. */
  private double collectedHeap() throws IOException, InterruptedException {
    Process collection =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(server.pid()),
                "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(collection.waitFor()).isZero();
    return server.metric("jvm_memory_used_bytes", "area=\"heap\"");
  }
}

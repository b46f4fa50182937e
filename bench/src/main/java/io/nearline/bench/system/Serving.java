package io.nearline.bench.system;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.nearline.process.ChildProcess;
import io.nearline.process.Ports;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for a server to serve, and looks often. */
final class Serving {
  private static final Duration POLL = Duration.ofMillis(5);
  private static final long ASKING_MILLIS = 1_000;

  private Serving() {}

  /**
   * Waits.
   *
   * @throws IllegalStateException when the process ends, or doesn't serve within {@code bound}
   */
  static void await(ChildProcess process, int port, Duration bound) throws InterruptedException {
    long deadline = System.nanoTime() + bound.toNanos();
    // No channel before somebody listens: it would wait a second after its first attempt.
    while (Ports.isFree(port)) {
      pause(process, deadline);
    }
    ManagedChannel channel =
        Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create()).build();
    try {
      while (!isServing(channel)) {
        channel.resetConnectBackoff();
        pause(process, deadline);
      }
    } finally {
      channel.shutdownNow();
    }
  }

  private static void pause(ChildProcess process, long deadline) throws InterruptedException {
    if (!process.isAlive() || System.nanoTime() - deadline > 0) {
      throw new IllegalStateException(process.name() + " does not serve; log: " + process.log());
    }
    Thread.sleep(POLL.toMillis());
  }

  private static boolean isServing(ManagedChannel channel) {
    try {
      return HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(ASKING_MILLIS, TimeUnit.MILLISECONDS)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus()
          == ServingStatus.SERVING;
    } catch (StatusRuntimeException notYet) {
      return false;
    }
  }
}

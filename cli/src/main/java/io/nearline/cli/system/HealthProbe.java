package io.nearline.cli.system;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.util.concurrent.TimeUnit;

/** Asks a process over gRPC's health protocol whether it serves. */
final class HealthProbe implements AutoCloseable {
  private static final long DEADLINE_MILLIS = 1_000;

  private final ManagedChannel channel;

  /** Makes a probe of {@code host:port}. */
  HealthProbe(String address) {
    this.channel = Grpc.newChannelBuilder(address, InsecureChannelCredentials.create()).build();
  }

  /** Returns whether it serves now; not when it can't be reached within a second. */
  boolean isServing() {
    try {
      return HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus()
          == ServingStatus.SERVING;
    } catch (StatusRuntimeException unreachable) {
      return false;
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}

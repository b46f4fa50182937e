package io.nearline.ingest.runtime;

import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.nearline.process.CannotListenException;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Serves gRPC health v1. Thread-safe. */
final class HealthServer implements AutoCloseable {
  private final HealthStatusManager health = new HealthStatusManager();
  private final Server server;
  private final String bind;
  private final int port;

  /** Makes a server that isn't started, and that says NOT_SERVING. */
  HealthServer(String bind, int port) {
    this.bind = bind;
    this.port = port;
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.NOT_SERVING);
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(bind, port))
            .directExecutor()
            .addService(health.getHealthService())
            .build();
  }

  /**
   * Starts it; returns the port.
   *
   * @throws CannotListenException when it can't listen there
   */
  int start() {
    try {
      server.start();
    } catch (IOException e) {
      throw new CannotListenException("ingest", bind, port, e);
    }
    return server.getPort();
  }

  void serving() {
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
  }

  void notServing() {
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.NOT_SERVING);
  }

  @Override
  public void close() {
    health.enterTerminalState();
    server.shutdownNow();
  }
}

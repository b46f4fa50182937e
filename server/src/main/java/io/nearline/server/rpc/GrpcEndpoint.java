package io.nearline.server.rpc;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.micrometer.core.instrument.MeterRegistry;
import io.nearline.proto.v1.FeatureServiceGrpc;
import io.nearline.server.config.Deadlines;
import io.nearline.server.config.Endpoint;
import io.nearline.server.serving.Served;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The gRPC server: FeatureService, health and reflection. NOT_SERVING until told otherwise. */
public final class GrpcEndpoint implements AutoCloseable {
  private static final long GRACE_SECONDS = 2;

  private final HealthStatusManager health = new HealthStatusManager();
  private final FeatureEndpoint features;
  private final Server server;

  private GrpcEndpoint(
      ServerBuilder<?> builder, Served served, Deadlines deadlines, MeterRegistry meters) {
    serving(false);
    this.features = new FeatureEndpoint(served, deadlines);
    // Nothing in a call blocks, so it may run on the event loop.
    this.server =
        builder
            .directExecutor()
            .intercept(new CallMetrics(meters))
            .addService(features)
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance())
            .addService(earlierReflection())
            .build();
  }

  /** Reflection as it was called before v1, which is what ghz asks for. */
  @SuppressWarnings("deprecation")
  private static BindableService earlierReflection() {
    return ProtoReflectionService.newInstance();
  }

  /** Makes a server that listens on an address once started. */
  public static GrpcEndpoint listening(
      Endpoint address, Served served, Deadlines deadlines, MeterRegistry meters) {
    return new GrpcEndpoint(
        NettyServerBuilder.forAddress(new InetSocketAddress(address.host(), address.port())),
        served,
        deadlines,
        meters);
  }

  /** Makes a server on a builder of the caller's choice. */
  static GrpcEndpoint on(
      ServerBuilder<?> builder, Served served, Deadlines deadlines, MeterRegistry meters) {
    return new GrpcEndpoint(builder, served, deadlines, meters);
  }

  /**
   * Begins to listen.
   *
   * @return the port
   * @throws IOException when the address is taken
   */
  public int start() throws IOException {
    server.start();
    return server.getPort();
  }

  /** Answers every call that begins from now on with another catalogue. */
  public void serve(Served served) {
    features.serve(served);
  }

  /** Tells health's callers whether requests can be answered. */
  public void serving(boolean ready) {
    ServingStatus status = ready ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
    health.setStatus(FeatureServiceGrpc.SERVICE_NAME, status);
  }

  /** Lets running calls end, for at most two seconds. */
  @Override
  public void close() {
    health.enterTerminalState();
    server.shutdown();
    try {
      if (!server.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}

package io.nearline.ingest.rpc;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.nearline.ingest.configuration.IngestConfiguration;
import io.nearline.ingest.record.ActionIntake;
import io.nearline.ingest.record.RefusedCallException.Kind;
import io.nearline.process.CannotListenException;
import io.nearline.proto.v1.ActionServiceGrpc;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The gRPC server: ActionService, health and reflection. Health of the whole says whether events
 * are processed; health of ActionService whether actions are taken. Thread-safe.
 */
public final class IngestServer implements AutoCloseable {
  private static final long GRACE_SECONDS = 2;

  /** Beyond a call's most bytes, so that it is refused in our words; above, in gRPC's. */
  private static final int MARGIN_BYTES = 1024 * 1024;

  private final HealthStatusManager health = new HealthStatusManager();
  private final AtomicReference<ActionIntake> intake =
      new AtomicReference<>(
          ActionIntake.refusing(Kind.UNAVAILABLE, "ingest is starting: repeat the call later"));
  private final Server server;

  private IngestServer(ServerBuilder<?> builder, int mostBytes) {
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.NOT_SERVING);
    health.setStatus(ActionServiceGrpc.SERVICE_NAME, ServingStatus.NOT_SERVING);
    // Nothing in a call blocks, so it may run on the event loop.
    this.server =
        builder
            .directExecutor()
            .maxInboundMessageSize(mostBytes + MARGIN_BYTES)
            .addService(new ActionEndpoint(intake::get))
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance())
            .addService(earlierReflection())
            .build();
  }

  /** Reflection as it was called before v1, which is what some tools ask for. */
  @SuppressWarnings("deprecation")
  private static BindableService earlierReflection() {
    return ProtoReflectionService.newInstance();
  }

  /**
   * Begins to listen; serves nothing but refusals yet.
   *
   * @throws CannotListenException when it can't listen there
   */
  public static IngestServer listen(IngestConfiguration configuration) {
    String bind = configuration.bind();
    int port = configuration.port();
    IngestServer listening =
        on(
            NettyServerBuilder.forAddress(new InetSocketAddress(bind, port)),
            configuration.recording().mostBytes());
    try {
      listening.server.start();
    } catch (IOException e) {
      throw new CannotListenException("ingest", bind, port, e);
    }
    return listening;
  }

  /** Makes a server on a builder of the caller's choice, which isn't started. */
  static IngestServer on(ServerBuilder<?> builder, int mostBytes) {
    return new IngestServer(builder, mostBytes);
  }

  /** Returns the server itself. */
  Server server() {
    return server;
  }

  /** Returns the port that it listens on. */
  public int port() {
    return server.getPort();
  }

  /** Tells health's callers whether events are processed. */
  public void serving(boolean ready) {
    health.setStatus(
        HealthStatusManager.SERVICE_NAME_ALL_SERVICES,
        ready ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
  }

  /** Takes actions from now on. */
  public void record(ActionIntake taking) {
    intake.set(taking);
    health.setStatus(ActionServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
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

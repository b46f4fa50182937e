package io.nearline.it.differential;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.features.definition.Catalogue;
import io.nearline.proto.v1.FeatureServiceGrpc;
import io.nearline.proto.v1.FeatureServiceGrpc.FeatureServiceBlockingStub;
import io.nearline.server.config.Coalescing;
import io.nearline.server.config.Deadlines;
import io.nearline.server.config.Endpoint;
import io.nearline.server.config.Limits;
import io.nearline.server.pinot.BrokerAddress;
import io.nearline.server.pinot.PinotClient;
import io.nearline.server.pinot.PinotClientSettings;
import io.nearline.server.plan.Planner;
import io.nearline.server.plan.Strategy;
import io.nearline.server.rpc.GrpcEndpoint;
import io.nearline.server.serving.ActionListing;
import io.nearline.server.serving.FeatureBatches;
import io.nearline.server.serving.FeatureServing;
import io.nearline.server.serving.Served;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A server in this JVM, over a real Pinot, whose planner is forced to one strategy. */
public final class StrategyServer implements AutoCloseable {
  private static final Deadlines DEADLINES =
      new Deadlines(Duration.ofSeconds(30), Duration.ofSeconds(60));

  // An answer of some hundred features about some hundred entities is beyond gRPC's 4 MiB.
  private static final int LARGEST_ANSWER = 64 << 20;

  // All rows of an object that every actor has to do with.
  private static final int MOST_ROWS = 60_000;

  private final PinotClient pinot;
  private final GrpcEndpoint endpoint;
  private final ManagedChannel channel;

  private StrategyServer(PinotClient pinot, GrpcEndpoint endpoint, ManagedChannel channel) {
    this.pinot = pinot;
    this.endpoint = endpoint;
    this.channel = channel;
  }

  /**
   * Starts a server on a free port.
   *
   * @param pinotBroker host:port
   */
  public static StrategyServer start(Catalogue catalogue, String pinotBroker, Strategy strategy) {
    return start(catalogue, pinotBroker, strategy, Clock.systemUTC());
  }

  /**
   * Starts a server on a free port.
   *
   * @param pinotBroker host:port
   * @param clock tells the instant of calls that give none
   */
  static StrategyServer start(
      Catalogue catalogue, String pinotBroker, Strategy strategy, Clock clock) {
    Limits limits = Limits.DEFAULTS.withAnswers(MOST_ROWS, 10 * MOST_ROWS, 50_000);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    PinotClient pinot = new PinotClient(settings(pinotBroker), meters);
    FeatureServing features =
        new FeatureServing(
            catalogue,
            new Planner(catalogue, limits.rows(), limits.groups(), strategy),
            FeatureBatches.of(pinot, limits, Coalescing.ON, clock, meters),
            limits.entities(),
            clock);
    Served served =
        new Served(catalogue, features, ActionListing.of(catalogue.attributes(), pinot, clock));
    GrpcEndpoint endpoint =
        GrpcEndpoint.listening(new Endpoint("127.0.0.1", 0), served, DEADLINES, meters);
    try {
      return new StrategyServer(pinot, endpoint, channel("127.0.0.1:" + endpoint.start()));
    } catch (IOException e) {
      pinot.close();
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a connection for large answers. */
  public static ManagedChannel channel(String address) {
    return NettyChannelBuilder.forTarget(address)
        .usePlaintext()
        .maxInboundMessageSize(LARGEST_ANSWER)
        .build();
  }

  private static PinotClientSettings settings(String pinotBroker) {
    return new PinotClientSettings(
        List.of(BrokerAddress.parse(pinotBroker)),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        DEADLINES.longest());
  }

  /** Returns a client whose calls end within a minute. */
  public FeatureServiceBlockingStub stub() {
    return FeatureServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(DEADLINES.longest().toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    endpoint.close();
    pinot.close();
  }
}

package io.nearline.server;

import io.nearline.features.definition.Catalogue;
import io.nearline.metrics.MetricsEndpoint;
import io.nearline.process.CannotListenException;
import io.nearline.server.batch.QueueLimit;
import io.nearline.server.batch.StatementsInTurn;
import io.nearline.server.config.Endpoint;
import io.nearline.server.config.Limits;
import io.nearline.server.config.ServerConfiguration;
import io.nearline.server.heartbeat.HeartbeatReader;
import io.nearline.server.partition.PartitionReader;
import io.nearline.server.pinot.PinotBroker;
import io.nearline.server.pinot.PinotClient;
import io.nearline.server.pinot.PinotClientSettings;
import io.nearline.server.reload.ConfigurationWatch;
import io.nearline.server.reload.DefinitionFiles;
import io.nearline.server.rpc.GrpcEndpoint;
import io.nearline.server.serving.ColumnProbe;
import io.nearline.server.serving.FeatureBatches;
import io.nearline.server.serving.Readiness;
import io.nearline.server.serving.Served;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** All parts of a running server, put together. */
final class FeatureServer implements AutoCloseable {
  private static final Duration BETWEEN_PROBES = Duration.ofSeconds(1);
  private static final Duration BETWEEN_READINGS = Duration.ofSeconds(1);

  private final MetricsEndpoint metrics;
  private final PinotClient pinot;
  private final Limits limits;
  private final FeatureBatches batches;
  private final PinotBroker listings;
  private final GrpcEndpoint grpc;
  private final HeartbeatReader heartbeats;
  private final PartitionReader partitions;
  private final Readiness readiness;
  private final ConfigurationWatch watch;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final Endpoint grpcAddress;
  private final Endpoint metricsAddress;

  /**
   * Starts.
   *
   * @param directory the configuration directory
   * @param first what it held when {@code catalogue} was made of it
   * @throws CannotListenException when a port is taken
   */
  FeatureServer(
      Path directory,
      DefinitionFiles first,
      Catalogue catalogue,
      ServerConfiguration configuration,
      PinotClientSettings settings) {
    this.metrics = metrics(configuration.metrics());
    this.pinot = new PinotClient(settings, metrics.meters());
    this.limits = configuration.limits();
    this.heartbeats =
        new HeartbeatReader(
            pinot,
            catalogue.attributes(),
            configuration.heartbeats(),
            Clock.systemUTC(),
            metrics.meters());
    this.partitions =
        new PartitionReader(pinot, catalogue.attributes(), Clock.systemUTC(), metrics.meters());
    this.batches =
        FeatureBatches.of(
            pinot,
            limits,
            configuration.coalescing(),
            Clock.systemUTC(),
            heartbeats,
            partitions,
            metrics.meters());
    this.listings =
        new StatementsInTurn(
            "nearline.listings",
            limits.listings(),
            new QueueLimit(limits.waitingCalls(), limits.waitingEntities()),
            pinot,
            metrics.meters());
    this.grpc =
        GrpcEndpoint.listening(
            configuration.grpc(), served(catalogue), configuration.deadlines(), metrics.meters());
    this.grpcAddress = new Endpoint(configuration.grpc().host(), listen(configuration.grpc()));
    this.metricsAddress = new Endpoint(configuration.metrics().host(), metrics.start());
    ColumnProbe probe = new ColumnProbe(pinot);
    this.readiness =
        new Readiness(
            catalogue.attributes(),
            probe,
            heartbeats::silence,
            BETWEEN_PROBES,
            this::readinessChanged);
    heartbeats.begin();
    partitions.begin();
    this.watch =
        ConfigurationWatch.begin(
            first,
            catalogue,
            () -> DefinitionFiles.read(directory),
            BETWEEN_READINGS,
            probe,
            this::serve,
            metrics.meters());
  }

  private Served served(Catalogue catalogue) {
    return Served.of(catalogue, batches, listings, limits, Clock.systemUTC());
  }

  private void serve(Catalogue catalogue) {
    grpc.serve(served(catalogue));
    heartbeats.watch(catalogue.attributes());
    partitions.watch(catalogue.attributes());
    readiness.watch(catalogue.attributes());
  }

  /** Has the definitions read again. Returns at once. */
  void reload() {
    watch.reload();
  }

  /** Waits until requests can be answered. */
  void awaitReady() throws InterruptedException {
    ready.await();
  }

  /** Returns where callers come in. */
  Endpoint grpcAddress() {
    return grpcAddress;
  }

  /** Returns where Prometheus comes in. */
  Endpoint metricsAddress() {
    return metricsAddress;
  }

  @Override
  public void close() {
    watch.close();
    heartbeats.close();
    partitions.close();
    readiness.close();
    grpc.close();
    pinot.close();
    metrics.close();
  }

  private void readinessChanged(boolean isReady) {
    grpc.serving(isReady);
    if (isReady) {
      ready.countDown();
    }
  }

  private static MetricsEndpoint metrics(Endpoint address) {
    try {
      return new MetricsEndpoint(address.host(), address.port());
    } catch (IOException e) {
      throw new CannotListenException("metrics", address.host(), address.port(), e);
    }
  }

  private int listen(Endpoint address) {
    try {
      return grpc.start();
    } catch (IOException e) {
      pinot.close();
      metrics.close();
      throw new CannotListenException("grpc", address.host(), address.port(), e);
    }
  }
}

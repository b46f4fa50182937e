package io.nearline.server;

import io.nearline.features.definition.Catalogue;
import io.nearline.process.CannotListenException;
import io.nearline.server.batch.Lookups;
import io.nearline.server.config.Endpoint;
import io.nearline.server.config.ServerConfiguration;
import io.nearline.server.metrics.MetricsEndpoint;
import io.nearline.server.pinot.PinotClient;
import io.nearline.server.pinot.PinotClientSettings;
import io.nearline.server.plan.Planner;
import io.nearline.server.rpc.GrpcEndpoint;
import io.nearline.server.serving.ActionListing;
import io.nearline.server.serving.FeatureServing;
import io.nearline.server.serving.Readiness;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** All parts of a running server, put together. */
final class FeatureServer implements AutoCloseable {
  private static final Duration BETWEEN_PROBES = Duration.ofSeconds(1);

  private final MetricsEndpoint metrics;
  private final PinotClient pinot;
  private final GrpcEndpoint grpc;
  private final Readiness readiness;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final Endpoint grpcAddress;
  private final Endpoint metricsAddress;

  /**
   * Starts.
   *
   * @throws CannotListenException when a port is taken
   */
  FeatureServer(
      Catalogue catalogue, ServerConfiguration configuration, PinotClientSettings settings) {
    this.metrics = metrics(configuration.metrics());
    this.pinot = new PinotClient(settings, metrics.meters());
    Planner planner =
        new Planner(catalogue, configuration.limits().rows(), configuration.limits().groups());
    Lookups lookups = new Lookups(pinot, configuration.limits().keysPerStatement());
    Clock clock = Clock.systemUTC();
    this.grpc =
        GrpcEndpoint.listening(
            configuration.grpc(),
            catalogue,
            new FeatureServing(
                catalogue, planner, lookups, configuration.limits().entities(), clock),
            ActionListing.of(catalogue.attributes(), pinot, clock),
            configuration.deadlines(),
            metrics.meters());
    this.grpcAddress = new Endpoint(configuration.grpc().host(), listen(configuration.grpc()));
    this.metricsAddress = new Endpoint(configuration.metrics().host(), metrics.start());
    this.readiness =
        new Readiness(catalogue.attributes(), pinot, BETWEEN_PROBES, this::readinessChanged);
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
      return new MetricsEndpoint(address);
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

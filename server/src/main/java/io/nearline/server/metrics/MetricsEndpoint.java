package io.nearline.server.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.nearline.server.config.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Serves {@code /metrics} in Prometheus' text format: the meters of the server and its JVM. */
public final class MetricsEndpoint implements AutoCloseable {
  private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final HttpServer http;

  /**
   * Binds the address; answers once {@link #start} is called.
   *
   * @throws IOException when the address is taken
   */
  public MetricsEndpoint(Endpoint address) throws IOException {
    this.http = HttpServer.create(new InetSocketAddress(address.host(), address.port()), 0);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
    http.createContext("/metrics", this::answer);
  }

  /** Returns where meters are registered. */
  public MeterRegistry meters() {
    return registry;
  }

  /** Begins to answer; returns the port. */
  public int start() {
    http.start();
    return http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
    collections.close();
    registry.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = registry.scrape(FORMAT).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", FORMAT);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}

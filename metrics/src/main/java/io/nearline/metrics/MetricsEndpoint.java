package io.nearline.metrics;

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
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Serves {@code /metrics} in Prometheus' text format: the meters of a process and its JVM. */
public final class MetricsEndpoint implements AutoCloseable {
  private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final HttpServer http;

  /**
   * Binds the address; answers once {@link #start} is called.
   *
   * @param host the address to listen on
   * @param port the port there; 0: any
   * @throws IOException when it can't listen there
   */
  public MetricsEndpoint(String host, int port) throws IOException {
    this.http = HttpServer.create(new InetSocketAddress(host, port), 0);
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

package io.nearline.cli.demo;

import io.nearline.cli.CommandException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the server's gauges, again and again: how long ago the instant is through which each table
 * is complete, from events to Pinot's rows, by its heartbeats. One thread.
 */
final class TableFreshness {
  private static final Pattern GAUGE =
      Pattern.compile(
          "^nearline_freshness_seconds\\{.*?table=\"([^\"]+)\".*?} (\\S+)$", Pattern.MULTILINE);
  private static final long PAUSE_NANOS = 200_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest request;
  private final long from;
  private final Map<String, Latencies> tables = new TreeMap<>();

  /**
   * Has read nothing yet.
   *
   * @param metrics the server's address for Prometheus, {@code host:port}
   * @param from the {@link System#nanoTime()} from which on what is read counts
   */
  TableFreshness(String metrics, long from) {
    this.request =
        HttpRequest.newBuilder(URI.create("http://" + metrics + "/metrics"))
            .timeout(PATIENCE)
            .build();
    this.from = from;
  }

  /** Reads until told to stop. */
  void run(BooleanSupplier stopped) {
    while (!stopped.getAsBoolean()) {
      read().forEach((table, seconds) -> add(table, Math.round(seconds * NANOS)));
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void add(String table, long nanos) {
    tables.computeIfAbsent(table, unused -> new Latencies(from)).add(nanos);
  }

  /** Returns what was read, by table. */
  Map<String, Latencies> tables() {
    return Map.copyOf(tables);
  }

  private Map<String, Double> read() {
    try {
      return ofPartitionsBehind(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw CommandException.failed("the server's metrics at " + request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  /** Returns for each table how far the partition that is farthest behind is, in seconds. */
  static Map<String, Double> ofPartitionsBehind(String metrics) {
    Map<String, Double> seconds = new TreeMap<>();
    Matcher gauge = GAUGE.matcher(metrics);
    while (gauge.find()) {
      double age = Double.parseDouble(gauge.group(2));
      if (age >= 0) {
        seconds.merge(gauge.group(1), age, Math::max);
      }
    }
    return seconds;
  }
}

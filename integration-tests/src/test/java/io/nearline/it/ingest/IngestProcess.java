package io.nearline.it.ingest;

import io.nearline.it.stack.Stack;
import io.nearline.process.ChildProcess;
import io.nearline.process.JavaCommand;
import io.nearline.process.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Ingest in a JVM of its own, on a configuration that is written for one test. */
final class IngestProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(4);

  private final Path directory;
  private final String kafka;
  private final int metricsPort = Ports.freeBase(Stack.freePorts(), 1);
  private ChildProcess process;
  private String address = "";

  /**
   * Starts it and waits until it is ready.
   *
   * @param files the configuration's files
   */
  static IngestProcess start(Stack stack, Path directory, Map<String, String> files) {
    IngestProcess ingest = new IngestProcess(stack, directory, files);
    ingest.awaitReady();
    return ingest;
  }

  /** Starts it, whatever becomes of it. */
  IngestProcess(Stack stack, Path directory, Map<String, String> files) {
    this(stack.kafka(), directory, files);
  }

  /** Starts it on the brokers of an address, whatever becomes of it. */
  IngestProcess(String kafka, Path directory, Map<String, String> files) {
    this.kafka = kafka;
    this.directory = directory;
    Path configuration = directory.resolve("config");
    try {
      Files.createDirectories(configuration);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(configuration.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.process = launch();
  }

  /** Where its stores are. */
  Path state() {
    return directory.resolve("state");
  }

  /** Returns the address that its health is served on. */
  String address() {
    return address;
  }

  /** Returns what Prometheus reads, values by name and labels. */
  Map<String, Double> metrics() {
    URI uri = URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
    try (InputStream in = uri.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" (?=[^ ]+$)", 2))
          .collect(Collectors.toMap(parts -> parts[0], parts -> Double.valueOf(parts[1])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as {@code kill -9} does. */
  void kill() {
    process.kill();
  }

  /** Ends it in order; whether it has ended by itself. */
  boolean stop() {
    return process.stop(START);
  }

  /** Tells it to read its configuration again. */
  void hangUp() {
    try {
      Process kill =
          new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill -HUP ended with " + kill.exitValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Starts it again after it has ended. */
  void restart() {
    process = launch();
    awaitReady();
  }

  /** Returns its exit code once it has ended. */
  int awaitExit() {
    return process
        .exit()
        .orTimeout(START.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
        .join();
  }

  /** Returns what it has written. */
  String output() {
    try {
      return Files.readString(process.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it is ready. */
  void awaitReady() {
    String line = process.awaitLine("ready ingest=", START);
    address = line.substring(line.indexOf('=') + 1);
  }

  private ChildProcess launch() {
    Path jar =
        Path.of(
            Objects.requireNonNull(
                System.getProperty("nearline.it.ingest.jar"),
                "system property nearline.it.ingest.jar is not set"));
    JavaCommand command =
        new JavaCommand(
            jar,
            "io.nearline.ingest.IngestMain",
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            List.of(
                "--config",
                directory.resolve("config").toString(),
                "--kafka",
                kafka,
                "--state-dir",
                state().toString(),
                "--port",
                "0",
                "--metrics-port",
                Integer.toString(metricsPort)));
    return ChildProcess.start("ingest", command, directory.resolve("ingest.log"));
  }

  @Override
  public void close() {
    process.close();
  }
}

package io.nearline.it.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Timestamp;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.nearline.features.action.Action;
import io.nearline.features.action.ActionJson;
import io.nearline.it.stack.Pinot;
import io.nearline.it.stack.Stack;
import io.nearline.it.stack.Topics;
import io.nearline.process.ChildProcess;
import io.nearline.process.Ports;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.FeatureServiceGrpc;
import io.nearline.proto.v1.FeatureServiceGrpc.FeatureServiceBlockingStub;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.Int64Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A system that {@code ./nearline up} has started: its own Kafka, Pinot, ingest and server. */
public final class RunningSystem implements AutoCloseable {
  /** The consecutive ports that a system takes from its base. */
  public static final int PORTS = 20;

  /** The configuration that comes with the project. */
  public static final Path SAMPLE = Path.of("..", "deploy", "config");

  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration CALL = Duration.ofSeconds(30);

  private static @Nullable RunningSystem sample;

  private final Path directory;
  private final ChildProcess launcher;
  private final JsonNode endpoints;
  private final ManagedChannel channel;

  private RunningSystem(Path directory, ChildProcess launcher) {
    this.directory = directory;
    this.launcher = launcher;
    try {
      endpoints = new ObjectMapper().readTree(directory.resolve("endpoints.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    channel = NettyChannelBuilder.forTarget(endpoint("grpc")).usePlaintext().build();
  }

  /**
   * The system of the sample that tests share, started when it is first asked for, empty; in a
   * directory whose name has a blank. Tests keep apart by actors and objects.
   */
  public static synchronized RunningSystem sample() {
    if (sample == null) {
      RunningSystem system = up(Stack.emptyDirectory("a system"), SAMPLE);
      Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop-sample"));
      sample = system;
    }
    return sample;
  }

  /** Starts a system on free ports and returns when it is ready. */
  public static RunningSystem up(Path directory, Path configuration) {
    return up(directory, configuration, Ports.freeBase(Stack.freePorts(), PORTS));
  }

  /** Starts a system on a directory that an earlier one on the same ports may have left. */
  public static RunningSystem up(Path directory, Path configuration, int basePort) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ChildProcess launcher =
        Launcher.start(
            directory.resolve("up.log"),
            "up",
            "--dir",
            directory.toString(),
            "--config",
            configuration.toAbsolutePath().toString(),
            "--base-port",
            Integer.toString(basePort));
    try {
      launcher.awaitLine("ready", START);
    } catch (RuntimeException e) {
      launcher.kill();
      throw e;
    }
    return new RunningSystem(directory, launcher);
  }

  /** Runs a command to its end and returns what it printed; its failure is the test's. */
  public String run(String... arguments) {
    return Launcher.run(arguments).requireDone();
  }

  /** Returns where its data and {@code endpoints.json} are. */
  public Path directory() {
    return directory;
  }

  /** Returns the launcher's process. */
  public ChildProcess launcher() {
    return launcher;
  }

  /** Returns host:port of an endpoint, as {@code endpoints.json} has it. */
  public String endpoint(String name) {
    return endpoints.required(name).textValue();
  }

  /** Returns its tables. */
  public Pinot pinot() {
    return new Pinot(endpoint("pinotController"), endpoint("pinotBroker"));
  }

  /** Returns its topics. */
  public Topics topics() {
    return new Topics(endpoint("kafka"));
  }

  /** Returns a client of the server, for a call within half a minute. */
  public FeatureServiceBlockingStub features() {
    return FeatureServiceGrpc.newBlockingStub(channel).withDeadlineAfter(CALL);
  }

  /** Returns a request for one feature of actors. */
  public static GetFeaturesRequest.Builder request(String feature, List<Long> actors) {
    return GetFeaturesRequest.newBuilder()
        .setFeatures(FeatureNames.newBuilder().addNames(feature))
        .putEntities(
            "actor",
            Column.newBuilder().setInt64S(Int64Values.newBuilder().addAllValues(actors)).build());
  }

  /** Returns the values of a feature of integers of actors. */
  public List<Long> integers(String feature, List<Long> actors) {
    return features()
        .getFeatures(request(feature, actors).build())
        .getFeatures(0)
        .getValues()
        .getInt64S()
        .getValuesList();
  }

  /** Returns an action as a record of {@code raw.actions}. */
  public static Topics.Line line(Action action) {
    return new Topics.Line(
        Long.toString(action.actor()),
        new String(ActionJson.write(action), StandardCharsets.UTF_8));
  }

  /** Returns an instant as the wire has it. */
  public static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /** Stops it politely, as a user's interrupt does. */
  @Override
  public void close() {
    channel.shutdownNow();
    launcher.stop(STOP);
  }
}

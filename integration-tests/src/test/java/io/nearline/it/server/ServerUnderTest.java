package io.nearline.it.server;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.nearline.features.action.Action;
import io.nearline.features.action.ActionJson;
import io.nearline.features.action.Attributes;
import io.nearline.features.action.JsonBytes;
import io.nearline.features.attribute.Attribute;
import io.nearline.features.attribute.AttributePath;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.type.VectorType;
import io.nearline.it.stack.Stack;
import io.nearline.it.stack.Topics.Line;
import io.nearline.process.ChildProcess;
import io.nearline.process.ConfigurationFiles;
import io.nearline.process.JavaCommand;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureServiceGrpc;
import io.nearline.proto.v1.FeatureServiceGrpc.FeatureServiceBlockingStub;
import io.nearline.proto.v1.Int64Values;
import io.nearline.proto.v1.StringValues;
import io.nearline.schemas.RenderedTable;
import io.nearline.schemas.TableSettings;
import io.nearline.schemas.Tables;
import io.nearline.schemas.controller.HttpPinotController;
import io.nearline.schemas.controller.PinotController;
import io.nearline.schemas.plan.TableApplier;
import io.nearline.schemas.plan.TablePlanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server process over tables of its own. */
final class ServerUnderTest implements AutoCloseable {
  /** How many partitions each table has. */
  static final int PARTITIONS = 2;

  private static final Duration START = Duration.ofMinutes(4);

  private final Path directory;
  private final Catalogue catalogue;
  private final ChildProcess process;
  private final ManagedChannel channel;
  private final URI metrics;

  private ServerUnderTest(
      Path directory, ChildProcess process, ManagedChannel channel, URI metrics) {
    this.metrics = metrics;
    this.directory = directory;
    this.catalogue = catalogue(directory);
    this.process = process;
    this.channel = channel;
  }

  /** Writes a configuration directory. */
  static Path configuration(String name, Map<String, String> files) {
    Path directory = Path.of(setting("nearline.it.directory"), "configuration-" + name);
    files.forEach(
        (path, text) -> {
          try {
            Path file = directory.resolve(path);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return directory;
  }

  /** Reads the catalogue of a configuration directory. */
  static Catalogue catalogue(Path directory) {
    return CatalogueLoader.load(ConfigurationFiles.read(directory));
  }

  /** Creates the topics and tables that a configuration declares. */
  static void createTables(Stack stack, Path directory) {
    render(stack, directory).forEach(table -> stack.topics().create(table.name(), PARTITIONS));
    applyTables(stack, directory);
  }

  /** Gives Pinot's tables what a configuration declares; their topics are there. */
  static void applyTables(Stack stack, Path directory) {
    PinotController controller = controller(stack);
    new TableApplier(controller).apply(TablePlanner.plan(controller, render(stack, directory)));
  }

  private static List<RenderedTable> render(Stack stack, Path directory) {
    return Tables.render(
        catalogue(directory).attributes(),
        TableSettings.defaults()
            .withKafkaBrokers(stack.kafka())
            .withConsumerFactory(stack.kafkaConsumerFactory())
            .withDefaultPartitions(PARTITIONS));
  }

  /** Returns a stack's controller. */
  static PinotController controller(Stack stack) {
    return HttpPinotController.at(URI.create("http://" + stack.pinotController()));
  }

  /** Starts a process; it need not become ready. */
  static ChildProcess process(Path directory, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--config", directory.toString()));
    all.addAll(List.of(arguments));
    JavaCommand command =
        new JavaCommand(
            Path.of(setting("nearline.it.server.jar")),
            "io.nearline.server.ServerMain",
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            all);
    return ChildProcess.start("server", command, directory.resolve("server.log"));
  }

  /** Starts a server on free ports and returns when it is ready. */
  static ServerUnderTest start(Path directory, String brokers) {
    ChildProcess process =
        process(directory, "--port", "0", "--metrics-port", "0", "--pinot-broker", brokers);
    String ready = process.awaitLine("ready ", START);
    String address = ready.replaceFirst(".*grpc=(\\S+).*", "$1");
    return new ServerUnderTest(
        directory,
        process,
        NettyChannelBuilder.forTarget(address).usePlaintext().build(),
        URI.create("http://" + ready.replaceFirst(".*metrics=(\\S+).*", "$1") + "/metrics"));
  }

  /** Returns its definitions. */
  Catalogue catalogue() {
    return catalogue;
  }

  /** Returns its configuration directory. */
  Path directory() {
    return directory;
  }

  /** Returns a client whose calls end within half a minute. */
  FeatureServiceBlockingStub stub() {
    return FeatureServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  /** Returns the sum of all its meters of a name as Prometheus has it, with some labels. */
  double metric(String name, String labels) {
    try (InputStream text = metrics.toURL().openStream()) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
          .filter(line -> line.contains(labels))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns its process's id. */
  long pid() {
    return process.pid();
  }

  /** Returns the connection. */
  ManagedChannel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    process.close();
  }

  /**
   * Publishes actions to the table of a key, as ingest writes them: those that have it, keyed by
   * its value.
   */
  static void publish(Stack stack, Catalogue catalogue, String key, List<Action> actions) {
    String table = catalogue.attributes().entity(key).orElseThrow().table();
    List<Line> lines = new ArrayList<>();
    for (Action action : actions) {
      Object value = value(action, key);
      if (value != null) {
        lines.add(new Line(value.toString(), json(zeroWithoutSign(action, catalogue), catalogue)));
      }
    }
    stack.topics().publish(table, lines);
  }

  /** Returns the value of a key of an action: a number or a text; null when it lacks it. */
  static @Nullable Object value(Action action, String key) {
    if (key.equals("actor")) {
      return action.actor();
    }
    if (key.equals("object")) {
      return action.object();
    }
    AttributePath path = AttributePath.parse(key).orElseThrow();
    Attributes attributes = action.attributes(path.root());
    return attributes == null ? null : attributes.get(path.name());
  }

  private static String json(Action action, Catalogue catalogue) {
    JsonBytes json = new JsonBytes();
    json.beginObject();
    Action rest = action;
    for (Attribute attribute : catalogue.attributes().promoted()) {
      if (attribute.type() instanceof VectorType) {
        rest = without(rest, attribute.path());
      }
    }
    ActionJson.writeFields(json, rest);
    for (Attribute attribute : catalogue.attributes().promoted()) {
      Attributes attributes = action.attributes(attribute.path().root());
      Object value = attributes == null ? null : attributes.get(attribute.path().name());
      if (value != null) {
        json.name(attribute.column().orElseThrow());
        json.value(value instanceof Boolean bool ? (Object) (bool ? 1L : 0L) : value);
      }
    }
    json.endObject();
    return new String(json.toBytes(), StandardCharsets.UTF_8);
  }

  private static Action zeroWithoutSign(Action action, Catalogue catalogue) {
    Action result = action;
    for (Attribute attribute : catalogue.attributes().attributes()) {
      AttributePath path = attribute.path();
      Attributes attributes = result.attributes(path.root());
      if (attributes != null && attributes.get(path.name()) instanceof Double number) {
        result = result.withAttributes(path.root(), attributes.with(path.name(), number + 0.0));
      }
    }
    return result;
  }

  private static Action without(Action action, AttributePath path) {
    Attributes attributes = action.attributes(path.root());
    return attributes == null
        ? action
        : action.withAttributes(path.root(), attributes.without(List.of(path.name())));
  }

  /** Returns a column of actors. */
  static Column actors(List<Long> actors) {
    return Column.newBuilder().setInt64S(Int64Values.newBuilder().addAllValues(actors)).build();
  }

  /** Returns a column of objects. */
  static Column objects(List<String> objects) {
    return Column.newBuilder().setStrings(StringValues.newBuilder().addAllValues(objects)).build();
  }

  private static String setting(String name) {
    return Objects.requireNonNull(
        System.getProperty(name),
        "system property " + name + " is not set (expected: run by the failsafe plugin)");
  }
}

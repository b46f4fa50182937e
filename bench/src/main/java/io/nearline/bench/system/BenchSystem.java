package io.nearline.bench.system;

import io.nearline.bench.data.ActionLoader;
import io.nearline.bench.data.ActionSource;
import io.nearline.cli.CommandException;
import io.nearline.cli.Installation;
import io.nearline.cli.system.Children;
import io.nearline.cli.system.LocalSystem;
import io.nearline.cli.system.StackAddresses;
import io.nearline.cli.system.SystemDirectory;
import io.nearline.cli.system.TableSetup;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.process.ChildProcess;
import io.nearline.process.ConfigurationFiles;
import io.nearline.process.JavaCommand;
import io.nearline.process.LargePages;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Everything that is measured: Kafka and Pinot, feature servers, and the echo. One thread, but for
 * its end.
 */
public final class BenchSystem implements AutoCloseable {
  /**
   * The options of the JVM that Kafka and Pinot share. All statements wait while it collects
   * garbage: so it does that seldom, with a young generation that is not left to grow with the
   * rest, and by as many threads as there are processors. The heap is touched before anything
   * starts, so that no call waits for a page, in large pages where Linux has some.
   */
  public static final List<String> STACK_OPTIONS =
      Stream.concat(
              Stream.of(
                  "-Xms3g",
                  "-Xmx3g",
                  "-Xmn1g",
                  "-XX:+AlwaysPreTouch",
                  LocalSystem.ROOM_FOR_CLASSES,
                  "-XX:+UseParallelGC"),
              LargePages.options().stream())
          .toList();

  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final int PARTITIONS = 4;
  private static final String STACK_LOG = "stack.log";

  private final Installation installation;
  private final Path directory;
  private final BenchPorts ports;
  private final SystemDirectory held;
  private final Children children;
  private final EventLoopGroup group;
  private final ChildProcess stack;
  private final StackAddresses addresses;
  private final List<MeasuredServer> servers = new CopyOnWriteArrayList<>();
  private boolean closed;

  private BenchSystem(
      Installation installation,
      Path directory,
      BenchPorts ports,
      SystemDirectory held,
      EventLoopGroup group) {
    this.installation = installation;
    this.directory = directory;
    this.ports = ports;
    this.held = held;
    this.children = new Children(held, directory.resolve("logs"));
    this.group = group;
    try {
      this.stack = children.start("local-stack", stackCommand());
      stack.awaitLine("ready ", START);
      this.addresses = StackAddresses.read(stackDirectory());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts Kafka and Pinot, empty.
   *
   * @param directory where everything is kept; what was in it is deleted
   * @param firstPort from which on free ports are looked for
   * @param group whose threads call servers
   * @throws CommandException when the directory is in use
   * @throws io.nearline.process.ChildFailedException when a part fails
   */
  public static BenchSystem start(
      Installation installation, Path directory, int firstPort, EventLoopGroup group) {
    SystemDirectory held = SystemDirectory.hold(directory);
    try {
      held.clear();
      return new BenchSystem(installation, directory, BenchPorts.freeFrom(firstPort), held, group);
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
  }

  /** Returns where Kafka and Pinot listen. */
  public StackAddresses addresses() {
    return addresses;
  }

  /** Returns the process of Kafka and Pinot. */
  public ChildProcess stack() {
    return stack;
  }

  /** Makes the actors' table of a catalogue, and waits until all actions are in it. */
  public void load(Catalogue catalogue, ActionSource source) throws InterruptedException {
    String table = catalogue.attributes().entity("actor").orElseThrow().table();
    makeTopic(table);
    TableSetup.apply(catalogue.attributes(), Map.of(table, PARTITIONS), addresses);
    new ActionLoader(addresses.kafka()).load(source, catalogue.attributes());
    new LoadedRows(addresses.pinotBroker()).await(table, source.population().size().actions());
  }

  /** Makes the tables of a configuration, whose topics are there. */
  public void makeTables(Path configuration) {
    AttributeCatalogue attributes =
        CatalogueLoader.load(ConfigurationFiles.read(configuration)).attributes();
    Map<String, Integer> partitions = new HashMap<>();
    attributes.entities().values().forEach(table -> partitions.put(table.table(), PARTITIONS));
    TableSetup.apply(attributes, partitions, addresses);
  }

  /** Starts a feature server on a configuration directory, and waits until it serves. */
  public MeasuredServer server(String name, Path configuration) {
    int index = servers.size();
    int port = ports.grpc(index);
    ChildProcess process =
        children.start(name, serverCommand(configuration, port, ports.metrics(index)));
    Children.await(process, () -> process.awaitLine("ready ", START));
    return add(MeasuredServer.of(process, port, ports.metrics(index), group));
  }

  /** Starts a server that answers every call with one response. */
  public MeasuredServer echo(GetFeaturesResponse response) {
    Path file = directory.resolve("echo.response");
    try {
      Files.write(file, response.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ChildProcess process =
        children.start(
            "echo",
            new JavaCommand(
                installation.jar("bench"),
                "io.nearline.bench.echo.EchoMain",
                LocalSystem.SERVER_OPTIONS,
                List.of(Integer.toString(ports.echo()), file.toString())));
    process.awaitLine("ready ", START);
    return add(MeasuredServer.of(process, ports.echo(), 0, group));
  }

  /** Starts one more feature server, stops it, and returns how long it took until it served. */
  public Duration startTime(Path configuration) throws InterruptedException {
    int index = servers.size();
    int port = ports.grpc(index);
    JavaCommand command = serverCommand(configuration, port, ports.metrics(index));
    long begin = System.nanoTime();
    try (ChildProcess process =
        ChildProcess.start("starting", command, directory.resolve("logs").resolve("start.log"))) {
      Serving.await(process, port, START);
      return Duration.ofNanos(System.nanoTime() - begin);
    }
  }

  /**
   * Stops everything; the logs and what reports were made of stay, Kafka's and Pinot's data does
   * not. A second call, on whatever thread, waits for the first one and does nothing.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    servers.forEach(server -> server.channels().forEach(channel -> channel.shutdownNow()));
    children.stop(GRACE);
    try {
      keepLogs();
      delete(stackDirectory());
    } finally {
      held.close();
    }
  }

  /** Moves what Kafka and Pinot logged beside the other logs. */
  private void keepLogs() {
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(stackDirectory(), STACK_LOG + "*")) {
      for (Path log : logs) {
        Files.move(log, directory.resolve("logs").resolve(log.getFileName()));
      }
    } catch (NoSuchFileException nothingWasLogged) {
      // It failed before the stack began.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (NoSuchFileException nothingWasStored) {
      // It failed before the stack began.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MeasuredServer add(MeasuredServer server) {
    servers.add(server);
    return server;
  }

  private void makeTopic(String topic) throws InterruptedException {
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, addresses.kafka()))) {
      admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
    } catch (ExecutionException e) {
      throw CommandException.failed("topic " + topic + ": " + e.getCause(), e);
    }
  }

  private Path stackDirectory() {
    return directory.resolve("stack");
  }

  private JavaCommand stackCommand() {
    return new JavaCommand(
        installation.jar("local-stack"),
        "io.nearline.stack.LocalStack",
        STACK_OPTIONS,
        List.of(
            "--dir", stackDirectory().toString(),
            "--base-port", Integer.toString(ports.stack())));
  }

  private JavaCommand serverCommand(Path configuration, int port, int metricsPort) {
    return new JavaCommand(
        installation.jar("server"),
        "io.nearline.server.ServerMain",
        LocalSystem.SERVER_OPTIONS,
        List.of(
            "--config", configuration.toString(),
            "--host", "127.0.0.1",
            "--port", Integer.toString(port),
            "--metrics-port", Integer.toString(metricsPort),
            "--pinot-broker", addresses.pinotBroker()));
  }
}

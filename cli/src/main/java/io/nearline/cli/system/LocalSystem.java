package io.nearline.cli.system;

import io.nearline.cli.CommandException;
import io.nearline.cli.Installation;
import io.nearline.cli.configuration.ConfigurationCheck;
import io.nearline.features.attribute.EntityTable;
import io.nearline.features.definition.Catalogue;
import io.nearline.process.ChildProcess;
import io.nearline.process.JavaCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole of Nearline on this machine: Kafka and Pinot, ingest, the server, each a child process
 * that ends with this one. What they store is kept in a directory, from which the next start goes
 * on.
 */
public final class LocalSystem implements AutoCloseable {
  /** The options of the feature server's JVM. */
  public static final List<String> SERVER_OPTIONS = List.of("-Xmx256m", "-XX:+UseSerialGC");

  /** Kafka's and Pinot's classes fit in; with less, each step of growth collects the whole heap. */
  public static final String ROOM_FOR_CLASSES = "-XX:MetaspaceSize=192m";

  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration GRACE = Duration.ofSeconds(12);

  /**
   * For minutes: ready in two thirds of the CPU time, but statements cost a third more for good.
   */
  private static final List<String> QUICK_COMPILATION = List.of("-XX:TieredStopAtLevel=1");

  private static final List<String> LASTING_COMPILATION = List.of();

  private final Installation installation;
  private final SystemOptions options;
  private final Catalogue catalogue;
  private final SystemPorts ports;
  private final SystemDirectory directory;
  private final Children children;
  private final Consumer<String> news;
  private final List<String> compilation;
  private final long started;
  private boolean closed;
  private @Nullable ReloadNews reloads;

  private LocalSystem(
      SystemOptions options,
      Catalogue catalogue,
      SystemPorts ports,
      SystemDirectory directory,
      Consumer<String> news,
      List<String> compilation,
      long started) {
    this.installation = Installation.current();
    this.options = options;
    this.catalogue = catalogue;
    this.ports = ports;
    this.directory = directory;
    this.children = new Children(directory, options.directory().resolve("logs"));
    this.news = news;
    this.compilation = compilation;
    this.started = started;
  }

  /**
   * Checks the configuration and the ports of a system that is to stay; starts nothing yet.
   *
   * @param news is told how it goes, a line at a time
   * @throws io.nearline.cli.configuration.ConfigurationProblemsException with all problems
   * @throws CommandException when a port or the directory is in use, or it belongs to other ports
   */
  public static LocalSystem prepare(SystemOptions options, Consumer<String> news) {
    long started = System.nanoTime();
    Catalogue catalogue = ConfigurationCheck.ofSystem(options.configuration()).catalogue();
    SystemDirectory directory = SystemDirectory.hold(options.directory());
    try {
      SystemPorts ports = SystemPorts.of(options);
      ports.requireFree();
      return new LocalSystem(
          options, catalogue, ports, directory, news, LASTING_COMPILATION, started);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /**
   * Does the same for a system of some minutes, without what the directory had, and on the first
   * free ports from {@link SystemPorts#DEFAULT_BASE}.
   */
  public static LocalSystem prepareEmpty(SystemOptions options, Consumer<String> news) {
    long started = System.nanoTime();
    Catalogue catalogue = ConfigurationCheck.ofSystem(options.configuration()).catalogue();
    SystemDirectory directory = SystemDirectory.hold(options.directory());
    try {
      directory.clear();
      return new LocalSystem(
          options, catalogue, SystemPorts.free(), directory, news, QUICK_COMPILATION, started);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /**
   * Starts everything, and waits until it serves.
   *
   * @return where it listens, which is also written to {@link Endpoints#FILE}
   * @throws CommandException when a part refuses its configuration
   * @throws io.nearline.process.ChildFailedException when a part fails
   */
  public Endpoints start() {
    ChildProcess stack = children.start("local-stack", stackCommand());
    Children.await(stack, () -> stack.awaitReady(() -> PortProbe.isOpen(ports.stack()), START));
    ChildProcess preparation = children.launch("ingest", ingestCommand("--topics"));
    Children.await(stack, () -> stack.awaitLine("ready ", START));
    news.accept("Kafka and Pinot are up");
    StackAddresses addresses = StackAddresses.read(options.stackDirectory());
    ChildProcess server = children.start("server", serverCommand(addresses.pinotBroker()));

    Children.await(preparation, () -> preparation.awaitDone(START));
    applyTables(addresses);
    news.accept("topics and tables are there");
    ChildProcess ingest = children.start("ingest", ingestCommand());

    Endpoints endpoints =
        new Endpoints(
            "127.0.0.1:" + ports.grpc(),
            "127.0.0.1:" + ports.ingest(),
            "127.0.0.1:" + ports.metrics(),
            "127.0.0.1:" + ports.ingestMetrics(),
            addresses.kafka(),
            addresses.pinotBroker(),
            addresses.pinotController());
    awaitServing(ingest, endpoints.ingestGrpc());
    awaitServing(server, endpoints.grpc());
    endpoints.write(options.directory());
    return endpoints;
  }

  /** Returns the first child that ends, for whatever reason, as soon as one does. */
  public CompletableFuture<ChildProcess> firstEnd() {
    return children.firstEnd();
  }

  /**
   * Has {@code news} told what ingest and the server say of a configuration that they read again.
   */
  synchronized void tellOfReloads() {
    if (!closed) {
      reloads = ReloadNews.begin(options.directory().resolve("logs"), news);
    }
  }

  /** Returns how long ago its preparation began. */
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /** Stops all parts, the ones that use others first. A second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (reloads != null) {
      reloads.close();
    }
    Endpoints.delete(options.directory());
    children.stop(GRACE);
    directory.close();
  }

  /**
   * Before ingest writes anything: what Pinot reads while a column isn't there yet lacks it for
   * good.
   */
  private void applyTables(StackAddresses addresses) {
    Set<String> topics =
        catalogue.attributes().entities().values().stream()
            .map(EntityTable::table)
            .collect(Collectors.toUnmodifiableSet());
    try (KafkaTopics kafka = KafkaTopics.connect(addresses.kafka())) {
      TableSetup.apply(catalogue.attributes(), kafka.partitions(topics), addresses);
    }
  }

  private static void awaitServing(ChildProcess child, String address) {
    try (HealthProbe health = new HealthProbe(address)) {
      Children.await(child, () -> child.awaitReady(health::isServing, START));
    }
  }

  private JavaCommand stackCommand() {
    return new JavaCommand(
        installation.jar("local-stack"),
        "io.nearline.stack.LocalStack",
        Stream.concat(
                Stream.of("-Xmx1g", ROOM_FOR_CLASSES, "-XX:+UseSerialGC"), compilation.stream())
            .toList(),
        List.of(
            "--dir", options.stackDirectory().toString(),
            "--base-port", Integer.toString(ports.stack())));
  }

  private JavaCommand ingestCommand(String... task) {
    Path state = options.directory().resolve("ingest");
    return new JavaCommand(
        installation.jar("ingest"),
        "io.nearline.ingest.IngestMain",
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        Stream.concat(
                Stream.of(
                    "--config", options.configuration().toString(),
                    "--kafka", ports.kafka(),
                    "--state-dir", state.toString(),
                    "--port", Integer.toString(ports.ingest()),
                    "--metrics-port", Integer.toString(ports.ingestMetrics())),
                Stream.of(task))
            .toList());
  }

  private JavaCommand serverCommand(String pinotBroker, String... task) {
    return new JavaCommand(
        installation.jar("server"),
        "io.nearline.server.ServerMain",
        SERVER_OPTIONS,
        Stream.concat(
                Stream.of(
                    "--config", options.configuration().toString(),
                    "--host", "127.0.0.1",
                    "--port", Integer.toString(ports.grpc()),
                    "--metrics-port", Integer.toString(ports.metrics()),
                    "--pinot-broker", pinotBroker),
                Stream.of(task))
            .toList());
  }
}

package io.nearline.cli.exactlyonce;

import io.nearline.cli.Installation;
import io.nearline.cli.system.Children;
import io.nearline.cli.system.KafkaTopics;
import io.nearline.cli.system.PinotRows;
import io.nearline.cli.system.StackAddresses;
import io.nearline.cli.system.SystemDirectory;
import io.nearline.cli.system.TableSetup;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.EntityTable;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.process.ChildProcess;
import io.nearline.process.ConfigurationFiles;
import io.nearline.process.JavaCommand;
import io.nearline.process.Ports;
import io.nearline.schemas.TableSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Kafka, Pinot and instances of ingest on the sample configuration, which may be killed. One
 * thread, but for its end.
 */
final class TestedSystem implements AutoCloseable {
  private static final int FIRST_PORT = 21_090;
  private static final int STACK_PORTS = 10;
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final Duration VISIBLE = Duration.ofSeconds(60);
  private static final long POLL_NANOS = 50_000_000;

  /** Small segments, of a table's partitions together: some are committed while things die. */
  private static final long SEGMENT_ROWS = 20_000;

  private static final Duration SEGMENT_TIME = Duration.ofHours(6);

  private final Installation installation = Installation.current();
  private final AttributeCatalogue attributes;
  private final SystemDirectory directory;
  private final Path path;
  private final Children children;
  private final int port;
  private final List<Instance> instances = new ArrayList<>();
  private ChildProcess stack;
  private final StackAddresses addresses;
  private boolean closed;

  /**
   * Starts Kafka and Pinot, and makes topics and tables.
   *
   * @param path where everything is kept
   */
  TestedSystem(Path path) {
    this.attributes =
        CatalogueLoader.load(ConfigurationFiles.read(installation.configuration())).attributes();
    this.path = path;
    this.directory = SystemDirectory.hold(path);
    this.children = new Children(directory, path.resolve("logs"));
    this.port = Ports.freeBase(FIRST_PORT, STACK_PORTS);
    try {
      this.stack = startStack();
      awaitStack();
      this.addresses = StackAddresses.read(path.resolve("stack"));
      ChildProcess topics = children.start("topics", ingest(path.resolve("none"), "--topics"));
      Children.await(topics, () -> topics.awaitDone(START));
      try (KafkaTopics kafka = KafkaTopics.connect(addresses.kafka())) {
        TableSetup.apply(
            attributes,
            kafka.partitions(tables()),
            addresses,
            TableSettings.defaults().withFlush(SEGMENT_ROWS, SEGMENT_TIME));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Returns where Kafka and Pinot listen. */
  StackAddresses addresses() {
    return addresses;
  }

  /** Returns the topics of actions, which Pinot's tables are named as. */
  Set<String> tables() {
    Set<String> tables = new TreeSet<>();
    attributes.entities().values().stream().map(EntityTable::table).forEach(tables::add);
    return tables;
  }

  /** Starts one more instance of ingest, and waits until it works. */
  void addInstance() {
    int number = instances.size() + 1;
    Instance added = new Instance(number);
    instances.add(added);
    added.awaitReady();
  }

  /** Returns how many instances of ingest there are. */
  int instances() {
    return instances.size();
  }

  /** Returns an instance of ingest, from 0. */
  Instance instance(int index) {
    return instances.get(index);
  }

  /** Kills Kafka and Pinot. */
  void killStack() {
    stack.kill();
  }

  /** Starts Kafka and Pinot on what they have stored, and waits until they work. */
  void restartStack() {
    stack = startStack();
    awaitStack();
  }

  /** Ends all instances in order: they commit what they have processed. */
  void stopIngest() {
    instances.forEach(instance -> instance.process.stop(GRACE));
  }

  /** Waits until Pinot's tables have as many rows, but no longer than {@link #VISIBLE}. */
  void awaitRows(long rows) {
    PinotRows pinot = new PinotRows(addresses.pinotBroker());
    long begin = System.nanoTime();
    while (tables().stream().anyMatch(table -> pinot.count(table) < rows)
        && System.nanoTime() - begin < VISIBLE.toNanos()) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Stops everything. A second call does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      children.stop(GRACE);
      directory.close();
    }
  }

  private ChildProcess startStack() {
    return children.start(
        "local-stack",
        new JavaCommand(
            installation.jar("local-stack"),
            "io.nearline.stack.LocalStack",
            List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            List.of(
                "--dir", path.resolve("stack").toString(), "--base-port", Integer.toString(port))));
  }

  private void awaitStack() {
    Children.await(stack, () -> stack.awaitLine("ready ", START));
  }

  private JavaCommand ingest(Path state, String... task) {
    return new JavaCommand(
        installation.jar("ingest"),
        "io.nearline.ingest.IngestMain",
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        Stream.concat(
                Stream.of(
                    "--config",
                    installation.configuration().toString(),
                    "--kafka",
                    "127.0.0.1:" + port,
                    "--state-dir",
                    state.toString(),
                    "--port",
                    "0"),
                Stream.of(task))
            .toList());
  }

  /** One instance of ingest, and where its state is. */
  final class Instance {
    private final String name;
    private ChildProcess process;

    private Instance(int number) {
      this.name = "ingest-" + number;
      this.process = launch();
    }

    /** Kills it. */
    void kill() {
      process.kill();
    }

    /** Deletes its state directory. */
    void loseState() {
      Directories.delete(state());
    }

    /** Starts it again after it was killed; doesn't wait. */
    void restart() {
      process = launch();
    }

    /** Waits until it processes events. */
    void awaitReady() {
      Children.await(process, () -> process.awaitLine("ready ", START));
    }

    private ChildProcess launch() {
      return children.start(name, ingest(state()));
    }

    private Path state() {
      return path.resolve(name);
    }
  }
}

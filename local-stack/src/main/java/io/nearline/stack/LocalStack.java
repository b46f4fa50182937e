package io.nearline.stack;

import io.nearline.process.ExitCode;
import io.nearline.process.ParentPipe;
import io.nearline.process.PortTakenException;
import io.nearline.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Real Kafka and real Pinot in this one JVM, on the loopback address, for development and tests.
 * Everything they store is in one directory, from which the next start goes on, however this
 * process has ended.
 */
public final class LocalStack {
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final StackDirectory directory;
  private final Ports ports;
  private final StackOptions options;
  private @Nullable KafkaBroker kafka;
  private boolean stopping;

  private LocalStack(StackDirectory directory, Ports ports, StackOptions options) {
    this.directory = directory;
    this.ports = ports;
    this.options = options;
  }

  /**
   * Starts the stack, says {@code ready} with its addresses on standard output, and stays until it
   * is told to end by SIGTERM, SIGINT, or the end of its parent.
   *
   * <p>Exits with 0 when told to, 1 when a part fails, 2 when the arguments are wrong, a port is
   * taken, or the directory is another stack's.
   *
   * @param arguments {@code --dir DIR [--base-port PORT] [--sasl USER:PASSWORD [--tls KEYSTORE]]}
   */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      StackOptions options = StackOptions.parse(List.of(arguments));
      StackDirectory directory = StackDirectory.take(options);
      Ports ports = StackPorts.from(options.basePort());
      ports.requireFree();
      directory.claim(options.basePort());
      logTo(directory.of("stack.log"));

      LocalStack stack = new LocalStack(directory, ports, options);
      ParentPipe.watch(stack::stop, GRACE);
      Runtime.getRuntime().addShutdownHook(new Thread(stack::stopAndHalt, "stop"));
      stack.start();
    } catch (UsageException | PortTakenException e) {
      System.err.println(e.getMessage());
      Runtime.getRuntime().halt(ExitCode.USAGE.code());
    } catch (Exception | LinkageError e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(ExitCode.FAILED.code());
    }
    new CountDownLatch(1).await();
  }

  private static void logTo(Path file) {
    // Read by log4j2.xml, so before the first class that logs is loaded.
    System.setProperty("nearline.stack.log", file.toString());
    // Pinot's HTTP servers use this logging, and warn of what they don't need.
    Logger.getLogger("").setLevel(Level.SEVERE);
  }

  private void start() throws Exception {
    PinotRelease release = PinotRelease.load();
    startKafka();
    ZooKeeperNode.start(directory.of("zookeeper"), ports);
    ZooKeeperNode.expireSessions(ports, PinotCluster.NAME);
    PinotCluster.start(directory.of("pinot"), ports);
    CatchUp.await(ports);

    Endpoints endpoints = Endpoints.of(ports, release);
    directory.announce(endpoints.json());
    System.out.println(
        "ready kafka=%s pinotController=%s pinotBroker=%s"
            .formatted(endpoints.kafka(), endpoints.pinotController(), endpoints.pinotBroker()));
  }

  private synchronized void startKafka() throws Exception {
    if (!stopping) {
      kafka = KafkaBroker.start(directory.of("kafka"), ports, options);
    }
  }

  /**
   * Stops Kafka, so that its next start needs no recovery. ZooKeeper and Pinot lose nothing by
   * being halted, and would take long to stop.
   */
  private synchronized void stop() {
    stopping = true;
    if (kafka != null) {
      kafka.stop();
      kafka = null;
    }
  }

  private void stopAndHalt() {
    stop();
    Runtime.getRuntime().halt(ExitCode.DONE.code());
  }
}

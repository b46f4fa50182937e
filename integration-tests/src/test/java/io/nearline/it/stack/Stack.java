package io.nearline.it.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nearline.process.ChildProcess;
import io.nearline.process.JavaCommand;
import io.nearline.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A local stack in a JVM of its own, which ends with this one. */
public final class Stack implements AutoCloseable {
  /** Within which a stack must be ready. */
  public static final Duration START = Duration.ofMinutes(4);

  /** Who may use {@link #kafkaWithPasswords}: SASL_PLAINTEXT, PLAIN. */
  public static final String USER = "tester";

  /** The password. */
  public static final String PASSWORD = "s3cret-s3cret";

  /** A PKCS12 store of Kafka's certificate, which is its own authority; under the password. */
  public static final Path CERTIFICATE = root().resolve("kafka.p12");

  private static final int KAFKA_WITH_PASSWORDS = 7;
  private static final int KAFKA_OVER_TLS = 8;

  /** How many consecutive ports a stack takes. */
  public static final int PORTS = 10;

  // Below the ports that Linux gives to outgoing connections, and above the stack's defaults.
  private static final int LOWEST_PORT = 27_000;
  private static final int PORT_BLOCKS = 500;

  private static @Nullable Stack shared;
  private static @Nullable Stack breakable;

  private final ChildProcess process;
  private final Path directory;
  private final JsonNode endpoints;
  private final Pinot pinot;
  private final Topics topics;

  private Stack(ChildProcess process, Path directory, JsonNode endpoints) {
    this.process = process;
    this.directory = directory;
    this.endpoints = endpoints;
    this.pinot = new Pinot(pinotController(), pinotBroker());
    this.topics = new Topics(kafka());
  }

  /**
   * The stack that all tests of a run share, started when it is first asked for, empty. Tests keep
   * apart by names.
   */
  public static synchronized Stack shared() {
    if (shared == null) {
      shared = closedAtTheEnd(start(emptyDirectory("shared"), freePorts()));
    }
    return shared;
  }

  /**
   * Another one that tests share, which they may kill: it is started again, on what it had stored
   * and at the same addresses, when it is next asked for. Who stops it otherwise mends that.
   */
  public static synchronized Stack breakable() {
    if (breakable == null) {
      breakable = closedAtTheEnd(start(emptyDirectory("breakable"), freePorts()));
    } else if (!breakable.process.isAlive()) {
      breakable = closedAtTheEnd(start(breakable.directory, breakable.basePort()));
    }
    return breakable;
  }

  private static Stack closedAtTheEnd(Stack stack) {
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-stack"));
    return stack;
  }

  /** Returns a directory for a stack or a system, empty. */
  public static Path emptyDirectory(String name) {
    Path directory = root().resolve(name);
    deleteAll(directory);
    return directory;
  }

  /**
   * Starts a stack on a directory, which may hold what an earlier one on the same base port has
   * left.
   */
  public static synchronized Stack start(Path directory, int basePort) {
    makeCertificate();
    Path jar = Path.of(setting("nearline.it.stack.jar"));
    JavaCommand command =
        new JavaCommand(
            jar,
            "io.nearline.stack.LocalStack",
            List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            List.of(
                "--dir",
                directory.toString(),
                "--base-port",
                Integer.toString(basePort),
                "--sasl",
                USER + ":" + PASSWORD,
                "--tls",
                CERTIFICATE.toString()));
    ChildProcess process =
        ChildProcess.start("local-stack", command, directory.resolve("output.log"));
    try {
      process.awaitLine("ready ", START);
      JsonNode endpoints = new ObjectMapper().readTree(directory.resolve("stack.json").toFile());
      return new Stack(process, directory, endpoints);
    } catch (IOException e) {
      process.kill();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      process.kill();
      throw e;
    }
  }

  /**
   * The first of {@link #PORTS} consecutive free ports. Several test runs on one machine begin to
   * look at different places.
   */
  public static int freePorts() {
    long block = ProcessHandle.current().pid() % PORT_BLOCKS;
    return Ports.freeBase(LOWEST_PORT + Math.toIntExact(block) * PORTS, PORTS);
  }

  /** Kafka's bootstrap address, {@code host:port}. */
  public String kafka() {
    return endpoint("kafka");
  }

  /** The address at which Kafka asks for {@link #USER} and {@link #PASSWORD}. */
  public String kafkaWithPasswords() {
    return "127.0.0.1:" + (basePort() + KAFKA_WITH_PASSWORDS);
  }

  /** The address at which it asks for them over TLS: SASL_SSL. */
  public String kafkaOverTls() {
    return "127.0.0.1:" + (basePort() + KAFKA_OVER_TLS);
  }

  /** The address of Pinot's controller, {@code host:port}. */
  public String pinotController() {
    return endpoint("pinotController");
  }

  /** The address of Pinot's broker, {@code host:port}. */
  public String pinotBroker() {
    return endpoint("pinotBroker");
  }

  /** The class that a table's {@code stream.kafka.consumer.factory.class.name} names. */
  public String kafkaConsumerFactory() {
    return endpoint("kafkaConsumerFactory");
  }

  /** Its tables. */
  public Pinot pinot() {
    return pinot;
  }

  /** Its topics. */
  public Topics topics() {
    return topics;
  }

  /** Where its data and logs are. */
  public Path directory() {
    return directory;
  }

  /** The first of its ports. */
  public int basePort() {
    return Integer.parseInt(kafka().substring(kafka().indexOf(':') + 1));
  }

  /** Its process. */
  public ChildProcess process() {
    return process;
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    process.kill();
  }

  /** Stops it in order. */
  @Override
  public void close() {
    process.close();
  }

  private static void makeCertificate() {
    if (Files.exists(CERTIFICATE)) {
      return;
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "kafka",
            "-keyalg",
            "EC",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "san=ip:127.0.0.1",
            "-validity",
            "3650",
            "-storetype",
            "PKCS12",
            "-keystore",
            CERTIFICATE.toString(),
            "-storepass",
            PASSWORD);
    try {
      Files.createDirectories(root());
      Process keytool = new ProcessBuilder(command).inheritIO().start();
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException("keytool ended with " + keytool.exitValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String endpoint(String name) {
    return endpoints.required(name).asText();
  }

  private static Path root() {
    return Path.of(setting("nearline.it.directory"));
  }

  private static String setting(String name) {
    return Objects.requireNonNull(
        System.getProperty(name),
        "system property " + name + " is not set (expected: run by the failsafe plugin)");
  }

  private static void deleteAll(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

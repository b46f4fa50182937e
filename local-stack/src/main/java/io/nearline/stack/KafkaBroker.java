package io.nearline.stack;

import io.nearline.process.Ports;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One Kafka node, broker and KRaft controller in one. */
final class KafkaBroker {
  private static final int NODE = 1;
  // Raw events and dead letters of 8 MiB, with room for keys, headers and framing.
  private static final int LARGEST_MESSAGE = 8 * 1024 * 1024 + 64 * 1024;

  /**
   * Milliseconds for which a node may be without a processor until it is fenced, and nobody reaches
   * a topic.
   */
  private static final int FIRST_SESSION = 9_000;

  /**
   * The same on a disk that was used before. A node that was killed can't come back until its
   * session ends: with 6,000 a transaction of before the kill stays open for good ({@code UpIT}).
   */
  private static final int LATER_SESSION = 2_000;

  private final KafkaRaftServer server;

  private KafkaBroker(KafkaRaftServer server) {
    this.server = server;
  }

  /** Starts the node and returns when it takes requests. */
  static KafkaBroker start(Path directory, Ports ports, StackOptions options) throws Exception {
    boolean isFirst = !Files.exists(directory.resolve("meta.properties"));
    if (isFirst) {
      format(directory);
    }
    Properties properties = properties(directory, ports, isFirst ? FIRST_SESSION : LATER_SESSION);
    options
        .sasl()
        .ifPresent(
            user -> {
              listen("SASL", "SASL_PLAINTEXT", ports.address(StackPorts.KAFKA_SASL), properties);
              requirePassword("SASL", user, properties);
              options.tls().ifPresent(key -> listenOverTls(key, user, ports, properties));
            });
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    server.startup();
    return new KafkaBroker(server);
  }

  /** Stops the node in order, so that its next start needs no recovery. */
  void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path directory) throws Exception {
    Files.createDirectories(directory);
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(NODE)
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(directory.toString())
        .addDirectory(directory.toString())
        .run();
  }

  /** Has the broker listen at a further port too. */
  private static void listen(String name, String protocol, String address, Properties properties) {
    for (String key : new String[] {"listeners", "advertised.listeners"}) {
      properties.setProperty(key, properties.getProperty(key) + "," + name + "://" + address);
    }
    String protocols = "listener.security.protocol.map";
    properties.setProperty(
        protocols, properties.getProperty(protocols) + "," + name + ":" + protocol);
  }

  private static void requirePassword(String listener, SaslUser user, Properties properties) {
    String prefix = "listener.name." + listener.toLowerCase(Locale.ROOT) + ".";
    properties.setProperty(prefix + "sasl.enabled.mechanisms", "PLAIN");
    properties.setProperty(prefix + "plain.sasl.jaas.config", user.brokerConfiguration());
  }

  private static void listenOverTls(Path key, SaslUser user, Ports ports, Properties properties) {
    listen("TLS", "SASL_SSL", ports.address(StackPorts.KAFKA_TLS), properties);
    requirePassword("TLS", user, properties);
    properties.setProperty("listener.name.tls.ssl.keystore.type", "PKCS12");
    properties.setProperty("listener.name.tls.ssl.keystore.location", key.toString());
    properties.setProperty("listener.name.tls.ssl.keystore.password", user.password());
    properties.setProperty("listener.name.tls.ssl.key.password", user.password());
  }

  private static Properties properties(Path directory, Ports ports, int sessionMillis) {
    String broker = "PLAINTEXT://" + ports.address(StackPorts.KAFKA);
    String controller = ports.address(StackPorts.KAFKA_CONTROLLER);
    Properties properties = new Properties();
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", Integer.toString(NODE));
    properties.setProperty("controller.quorum.voters", NODE + "@" + controller);
    properties.setProperty("listeners", broker + ",CONTROLLER://" + controller);
    properties.setProperty("advertised.listeners", broker);
    properties.setProperty(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.setProperty("controller.listener.names", "CONTROLLER");
    properties.setProperty("inter.broker.listener.name", "PLAINTEXT");
    properties.setProperty("log.dirs", directory.toString());

    properties.setProperty("auto.create.topics.enable", "false");
    properties.setProperty("message.max.bytes", Integer.toString(LARGEST_MESSAGE));
    properties.setProperty("replica.fetch.max.bytes", Integer.toString(LARGEST_MESSAGE));

    for (String topic :
        new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
      properties.setProperty(topic + ".replication.factor", "1");
      properties.setProperty(topic + ".num.partitions", "1");
    }
    properties.setProperty("transaction.state.log.min.isr", "1");
    properties.setProperty("share.coordinator.state.topic.min.isr", "1");

    properties.setProperty("broker.session.timeout.ms", Integer.toString(sessionMillis));
    properties.setProperty("broker.heartbeat.interval.ms", "500");
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
    properties.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    // 16 MiB instead of 128, of the heap.
    properties.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
    return properties;
  }
}

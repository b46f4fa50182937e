package io.nearline.it.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of one stack. */
public final class Topics {
  private static final long BOUND_SECONDS = 30;

  private final String bootstrap;

  /** Reaches the topics of brokers, host:port. */
  public Topics(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /**
   * A record to publish.
   *
   * @param key in UTF-8; for actions the decimal actor id
   * @param value one line of JSON
   */
  public record Line(String key, String value) {}

  /** Creates a topic and returns when it can be written to. */
  public void create(String name, int partitions) {
    create(name, partitions, Map.of());
  }

  /** Creates a topic with its own configuration and returns when it can be written to. */
  public void create(String name, int partitions, Map<String, String> configuration) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(configuration);
      await(admin.createTopics(List.of(topic)).all());
    }
  }

  /** Returns the configuration of a topic, the brokers' defaults too. */
  public Map<String, String> configuration(String name) {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
    Map<String, String> configuration = new TreeMap<>();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      await(admin.describeConfigs(List.of(topic)).all())
          .getOrDefault(topic, new Config(List.of()))
          .entries()
          .forEach(entry -> configuration.put(entry.name(), entry.value()));
    }
    return configuration;
  }

  /** Publishes lines in their order, acknowledged by Kafka when this returns. */
  public void publish(String topic, Iterable<Line> lines) {
    try (Producer<byte[], byte[]> producer = producer(Map.of())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Line line : lines) {
        sent.add(producer.send(record(topic, line)));
      }
      producer.flush();
      sent.forEach(Topics::await);
    }
  }

  /** A producer of bytes with further settings. */
  public Producer<byte[], byte[]> producer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("bootstrap.servers", bootstrap);
    all.put("acks", "all");
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A line as a record for the default partitioner. */
  public static ProducerRecord<byte[], byte[]> record(String topic, Line line) {
    return new ProducerRecord<>(topic, line.key().getBytes(UTF_8), line.value().getBytes(UTF_8));
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.get(BOUND_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

package io.nearline.cli.system;

import io.nearline.cli.CommandException;
import io.nearline.features.problem.Nearest;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** Asks Kafka for its topics. Every call fails when Kafka doesn't answer within 10 s. */
public final class KafkaTopics implements AutoCloseable {
  private static final Duration BOUND = Duration.ofSeconds(10);

  private final String brokers;
  private final Admin admin;

  private KafkaTopics(String brokers, Admin admin) {
    this.brokers = brokers;
    this.admin = admin;
  }

  /**
   * Connects to Kafka.
   *
   * @param brokers its addresses, {@code host:port}
   * @throws CommandException when they are no addresses
   */
  public static KafkaTopics connect(String brokers) {
    return connect(brokers, Map.of());
  }

  /**
   * Connects to Kafka.
   *
   * @param brokers its addresses, {@code host:port}
   * @param properties further settings of the client
   * @throws CommandException when they are no addresses, or wrong
   */
  public static KafkaTopics connect(String brokers, Map<String, String> properties) {
    Map<String, Object> settings = new HashMap<>(properties);
    int millis = Math.toIntExact(BOUND.toMillis());
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    try {
      return new KafkaTopics(brokers, Admin.create(settings));
    } catch (KafkaException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw CommandException.usage("Kafka at " + brokers + ": " + reason.getMessage());
    }
  }

  /**
   * Sees that a topic is there.
   *
   * @throws CommandException when it isn't
   */
  public void require(String topic) {
    Set<String> names = get(admin.listTopics().names());
    if (!names.contains(topic)) {
      String nearest =
          Nearest.of(topic, names).map(name -> "such as " + name).orElse("one that is there");
      throw CommandException.usage("topic " + topic + ": not found (expected: " + nearest + ")");
    }
  }

  /** Returns how many partitions each of these topics has, by name. */
  public Map<String, Integer> partitions(Collection<String> topics) {
    Map<String, Integer> partitions = new TreeMap<>();
    get(admin.describeTopics(topics).allTopicNames())
        .forEach((name, description) -> partitions.put(name, description.partitions().size()));
    return partitions;
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }

  private <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw CommandException.failed("Kafka at " + brokers + ": " + reason.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted", e);
    }
  }
}

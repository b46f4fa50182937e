package io.nearline.ingest.topic;

import io.nearline.ingest.configuration.IngestConfiguration;
import io.nearline.ingest.configuration.RefusedProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are absent, and checks those that are there. */
public final class TopicPreparation {
  private static final Logger LOG = LoggerFactory.getLogger(TopicPreparation.class);
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Admin admin;
  private final IngestConfiguration configuration;

  private TopicPreparation(Admin admin, IngestConfiguration configuration) {
    this.admin = admin;
    this.configuration = configuration;
  }

  /**
   * Makes sure of the topics; returns once Kafka knows them all.
   *
   * @throws UnfitTopicsException when topics are there, but not as they must be, or absent and not
   *     to be created
   * @throws io.nearline.ingest.configuration.InvalidSettingException when Kafka's clients refuse a
   *     property, or the brokers refuse who asks
   * @throws KafkaUnavailableException when Kafka doesn't answer within 30 s
   */
  public static void prepare(List<RequiredTopic> topics, IngestConfiguration configuration) {
    try (Admin admin = admin(configuration)) {
      new TopicPreparation(admin, configuration).prepare(topics);
    }
  }

  private static Admin admin(IngestConfiguration configuration) {
    Map<String, Object> settings = new HashMap<>(configuration.kafka());
    // Kafka's client warns of each look for brokers that aren't there.
    settings.putIfAbsent(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, FIRST_PAUSE.toMillis());
    settings.putIfAbsent(
        AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, LONGEST_PAUSE.toMillis());
    try {
      return Admin.create(settings);
    } catch (KafkaException e) {
      throw RefusedProperties.of(e);
    }
  }

  private void prepare(List<RequiredTopic> topics) {
    Map<String, TopicDescription> found = describe(topics);
    List<RequiredTopic> absent =
        topics.stream().filter(topic -> !found.containsKey(topic.name())).toList();
    List<String> faults = new ArrayList<>();
    if (!configuration.createTopics()) {
      absent.forEach(
          topic -> faults.add("topic " + topic.name() + ": nothing (expected: this topic)"));
    }
    faults.addAll(faults(topics, found));
    if (!faults.isEmpty()) {
      throw new UnfitTopicsException(faults);
    }
    if (!absent.isEmpty()) {
      create(absent);
      awaitAll(topics);
    }
  }

  private void create(Collection<RequiredTopic> topics) {
    for (RequiredTopic topic : topics) {
      NewTopic newTopic =
          new NewTopic(topic.name(), Optional.of(topic.partitions()), replication())
              .configs(configuration(topic));
      try {
        await(admin.createTopics(List.of(newTopic)).all());
        LOG.info("created topic {} with {} partitions", topic.name(), topic.partitions());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw unavailable(e);
        }
        LOG.info("topic {} was created by another process", topic.name());
      }
    }
  }

  private Map<String, String> configuration(RequiredTopic topic) {
    Map<String, String> all = new HashMap<>(configuration.durability());
    all.putAll(topic.configuration());
    return all;
  }

  private Optional<Short> replication() {
    return configuration.replication().isPresent()
        ? Optional.of((short) configuration.replication().getAsInt())
        : Optional.empty();
  }

  private void awaitAll(List<RequiredTopic> topics) {
    long deadline = System.nanoTime() + BOUND.toNanos();
    Map<String, TopicDescription> found = describe(topics);
    while (found.size() < topics.size()) {
      if (System.nanoTime() > deadline) {
        throw new KafkaUnavailableException(
            "Kafka at " + configuration.bootstrapServers() + " did not create all topics",
            new TimeoutException(BOUND.toString()));
      }
      pause();
      found = describe(topics);
    }
    List<String> faults = faults(topics, found);
    if (!faults.isEmpty()) {
      throw new UnfitTopicsException(faults);
    }
  }

  private Map<String, TopicDescription> describe(List<RequiredTopic> topics) {
    Map<String, TopicDescription> found = new HashMap<>();
    admin
        .describeTopics(topics.stream().map(RequiredTopic::name).toList())
        .topicNameValues()
        .forEach(
            (name, future) -> {
              try {
                found.put(name, await(future));
              } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                  throw unavailable(e);
                }
              }
            });
    return found;
  }

  private List<String> faults(List<RequiredTopic> topics, Map<String, TopicDescription> found) {
    List<RequiredTopic> existing =
        topics.stream().filter(topic -> found.containsKey(topic.name())).toList();
    Map<ConfigResource, Config> configs = configs(existing);
    List<String> faults = new ArrayList<>();
    for (RequiredTopic topic : existing) {
      Config config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
      TopicDescription description = found.get(topic.name());
      if (config != null && description != null) {
        faults.addAll(TopicFaults.of(topic, description.partitions().size(), config));
      }
    }
    return faults;
  }

  private Map<ConfigResource, Config> configs(List<RequiredTopic> topics) {
    try {
      return await(
          admin
              .describeConfigs(
                  topics.stream()
                      .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                      .toList())
              .all());
    } catch (ExecutionException e) {
      throw unavailable(e);
    }
  }

  private <T> T await(KafkaFuture<T> future) throws ExecutionException {
    try {
      return future.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  private RuntimeException unavailable(Exception e) {
    String servers = configuration.bootstrapServers();
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    RuntimeException refused = RefusedProperties.ofBroker(servers, cause);
    if (refused != null) {
      return refused;
    }
    String fault =
        cause instanceof TimeoutException
            ? "no answer within "
                + BOUND.toSeconds()
                + " s (expected: brokers there, and kafka.security.protocol as theirs)"
            : cause.toString();
    return new KafkaUnavailableException("Kafka at " + servers + ": " + fault, cause);
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while topics were created", e);
    }
  }
}

package io.nearline.ingest.topic;

import io.nearline.features.attribute.EntityTable;
import io.nearline.ingest.configuration.IngestConfiguration;
import io.nearline.ingest.configuration.IngestDefinition;
import io.nearline.ingest.configuration.RefusedProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/** Removes what a generation has in Kafka: its tables' topics, its stores' and its group. */
public final class GenerationRemoval {
  private static final Duration BOUND = Duration.ofSeconds(30);

  private GenerationRemoval() {}

  /**
   * Removes it; what isn't there is left out.
   *
   * @param definition of the generation
   * @param topology its topology
   * @throws UnfitTopicsException when an instance still works for it; nothing was removed
   * @throws KafkaUnavailableException when Kafka doesn't answer within 30 s
   */
  public static void remove(IngestDefinition definition, Topology topology) {
    IngestConfiguration configuration = definition.configuration();
    String application = configuration.applicationId();
    try (Admin admin = admin(configuration)) {
      deleteGroup(admin, application);
      Set<String> topics = topics(definition, topology);
      topics.retainAll(await(admin.listTopics().names()));
      await(admin.deleteTopics(topics).all());
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
      throw new KafkaUnavailableException(
          "Kafka at " + configuration.bootstrapServers() + ": " + cause, cause);
    }
  }

  private static void deleteGroup(Admin admin, String application)
      throws ExecutionException, TimeoutException {
    try {
      await(admin.deleteConsumerGroups(List.of(application)).all());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupNotEmptyException) {
        throw new UnfitTopicsException(
            List.of("application " + application + ": at work (expected: no instance of it)"));
      }
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
  }

  /** Returns the names of the topics that only this generation reads or writes. */
  static Set<String> topics(IngestDefinition definition, Topology topology) {
    Set<String> topics = new TreeSet<>();
    definition.catalogue().entities().values().stream()
        .map(EntityTable::table)
        .forEach(topics::add);
    String prefix = definition.configuration().applicationId() + "-";
    for (TopologyDescription.Subtopology part : topology.describe().subtopologies()) {
      for (TopologyDescription.Node node : part.nodes()) {
        if (node instanceof TopologyDescription.Processor processor) {
          processor.stores().forEach(store -> topics.add(prefix + store + "-changelog"));
        } else if (node instanceof TopologyDescription.Source source) {
          source.topicSet().stream()
              .filter(name -> name.endsWith("-repartition"))
              .forEach(name -> topics.add(prefix + name));
        }
      }
    }
    return topics;
  }

  private static Admin admin(IngestConfiguration configuration) {
    try {
      return Admin.create(new HashMap<>(configuration.kafka()));
    } catch (KafkaException e) {
      throw RefusedProperties.of(e);
    }
  }

  private static <T> T await(KafkaFuture<T> future) throws ExecutionException, TimeoutException {
    try {
      return future.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while topics were removed", e);
    }
  }
}

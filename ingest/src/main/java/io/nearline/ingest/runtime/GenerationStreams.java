package io.nearline.ingest.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.nearline.ingest.configuration.IngestConfiguration;
import io.nearline.ingest.configuration.IngestDefinition;
import io.nearline.ingest.configuration.InvalidSettingException;
import io.nearline.ingest.configuration.RefusedProperties;
import io.nearline.ingest.configuration.StreamsProperties;
import io.nearline.ingest.heartbeat.ProgressWatch;
import io.nearline.ingest.metrics.GenerationMeters;
import io.nearline.ingest.metrics.IngestMeters;
import io.nearline.ingest.topic.RequiredTopics;
import io.nearline.ingest.topic.TopicPreparation;
import io.nearline.ingest.topology.IngestTopology;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka Streams at work for one generation. Thread-safe. */
final class GenerationStreams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GenerationStreams.class);
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(10);

  private final String name;
  private final KafkaStreams streams;
  private final GenerationMeters meters;
  private final ProgressWatch progress;

  private GenerationStreams(
      String name, KafkaStreams streams, GenerationMeters meters, ProgressWatch progress) {
    this.name = name;
    this.streams = streams;
    this.meters = meters;
    this.progress = progress;
  }

  /**
   * Prepares the topics, and makes what will process events.
   *
   * @param all the definition of all generations
   * @param registry where its meters are shown
   * @throws InvalidSettingException when Kafka's clients refuse a property, or the state directory
   *     can't be used
   * @throws io.nearline.ingest.topic.UnfitTopicsException when topics are not what they must be
   * @throws io.nearline.ingest.topic.KafkaUnavailableException when Kafka doesn't answer
   */
  static GenerationStreams of(int generation, IngestDefinition all, MeterRegistry registry) {
    IngestDefinition definition = all.inGeneration(generation);
    TopicPreparation.prepare(RequiredTopics.of(definition), definition.configuration());
    Tags tags = Tags.of("generation", Integer.toString(generation));
    ProgressWatch progress =
        new ProgressWatch(definition, IngestTopology.crossingTopic(definition));
    KafkaStreams streams = streams(definition, new IngestMeters(registry, tags), progress);
    GenerationMeters meters =
        GenerationMeters.of(
            registry, tags, streams, RequiredTopics.sources(definition.pipelines()));
    return new GenerationStreams(
        definition.configuration().applicationId(), streams, meters, progress);
  }

  /**
   * Sees whether a generation could be begun by a definition; makes the topics that are absent.
   *
   * @param all the definition of all generations
   * @throws RuntimeException as {@link #of} does
   */
  static void check(int generation, IngestDefinition all) {
    IngestDefinition definition = all.inGeneration(generation);
    TopicPreparation.prepare(RequiredTopics.of(definition), definition.configuration());
    var unused = IngestTopology.of(definition, IngestMeters.unread());
  }

  /**
   * Makes the application, which connects to nothing yet.
   *
   * @param progress what its heartbeats tell
   * @throws InvalidSettingException when Kafka's clients refuse a property, or the state directory
   *     can't be used
   */
  static KafkaStreams streams(
      IngestDefinition definition, IngestMeters meters, ProgressWatch progress) {
    IngestConfiguration configuration = definition.configuration();
    try {
      Properties properties = StreamsProperties.of(configuration);
      progress.register(properties);
      if (definition.patterns().isEmpty()) {
        // Nothing depends on the order of several topics, and looking after it costs each record.
        properties.put(
            StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
      }
      return new KafkaStreams(
          IngestTopology.of(definition, meters, progress.settled()), properties);
    } catch (KafkaException e) {
      if (e.getCause() instanceof ProcessorStateException) {
        throw new InvalidSettingException(
            "state_directory: "
                + configuration.stateDirectory()
                + " (expected: a directory to write to)",
            e);
      }
      throw RefusedProperties.of(e);
    }
  }

  /**
   * Starts to process events.
   *
   * @param changed runs after each change of the state
   */
  void start(Runnable changed) {
    streams.setUncaughtExceptionHandler(new FailurePolicy(System::currentTimeMillis));
    streams.setStateListener(
        (state, before) -> {
          LOG.info("{}: {} (was {})", name, state, before);
          changed.run();
        });
    streams.start();
    progress.begin();
  }

  /**
   * Returns whether all threads run and all tables are loaded, which includes that no store is
   * being restored.
   */
  boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Returns whether it can't go on. */
  boolean hasFailed() {
    return streams.state() == KafkaStreams.State.ERROR;
  }

  /**
   * Commits what is processed and stops; at most 10 s. It leaves the group: others take its
   * partitions over at once, where Kafka would wait for it to come back until its session ends.
   */
  @Override
  public void close() {
    progress.close();
    CloseOptions leaving =
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(CLOSE_BOUND);
    if (!streams.close(leaving)) {
      LOG.warn(
          "{}: not stopped within {}; the next start takes up at the last commit",
          name,
          CLOSE_BOUND);
    }
    meters.close();
  }

  /** Stops, and deletes the local stores: nobody will go on with them. */
  void retire() {
    close();
    try {
      streams.cleanUp();
    } catch (IllegalStateException stillStopping) {
      LOG.warn("{}: its local stores stay: {}", name, stillStopping.getMessage());
    }
  }
}

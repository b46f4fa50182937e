package io.nearline.ingest.configuration;

import io.nearline.features.attribute.Generations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What {@code ingest.yaml} says.
 *
 * @param applicationId the name of the Kafka Streams application, prefix of its internal topics
 * @param kafka properties of every Kafka client, {@code bootstrap.servers} among them
 * @param partitions how many partitions the actions' topics have
 * @param replication how often topics that are created are replicated; empty: the broker's default
 * @param createTopics whether absent topics are created, or refused
 * @param rawRetention how long raw topics that are created keep events, for a reprocess
 * @param stateDirectory where the stores are
 * @param deduplicationHorizon how long an event id is remembered, in processing time
 * @param futureTolerance how far ahead of the processing time events may be
 * @param processing how events are processed
 * @param heartbeatInterval how often each partition of an actions' topic gets a heartbeat; empty:
 *     never
 * @param bind the address that health and RecordActions are served on
 * @param port the port there; 0: any
 * @param metricsPort where Prometheus reads, on the same address; 0: any
 * @param deadLetterTopic the dead letters' topic
 * @param recording how RecordActions records
 */
public record IngestConfiguration(
    String applicationId,
    Map<String, String> kafka,
    int partitions,
    OptionalInt replication,
    boolean createTopics,
    Duration rawRetention,
    Path stateDirectory,
    Duration deduplicationHorizon,
    Duration futureTolerance,
    Processing processing,
    Optional<Duration> heartbeatInterval,
    String bind,
    int port,
    int metricsPort,
    String deadLetterTopic,
    Recording recording) {

  private static final int REPLICAS_TO_SPARE_ONE = 3;

  /** The property that names the brokers. */
  public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

  /** What an absent or empty ingest.yaml means. */
  public static final IngestConfiguration DEFAULTS =
      new IngestConfiguration(
          "nearline-ingest",
          Map.of(BOOTSTRAP_SERVERS, "127.0.0.1:9092"),
          4,
          OptionalInt.empty(),
          true,
          Duration.ofDays(7),
          Path.of("data", "ingest"),
          Duration.ofDays(4),
          Duration.ofMinutes(10),
          Processing.DEFAULTS,
          Optional.of(Duration.ofSeconds(1)),
          "127.0.0.1",
          8091,
          9465,
          "dead-letters",
          Recording.DEFAULTS);

  /** Copies the properties. */
  public IngestConfiguration {
    kafka = Map.copyOf(kafka);
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions: " + partitions + " (expected: > 0)");
    }
  }

  /** Returns this configuration for other brokers, another directory and other ports. */
  public IngestConfiguration at(
      String servers, Path directory, int otherPort, int otherMetricsPort) {
    Map<String, String> properties = new HashMap<>(kafka);
    properties.put(BOOTSTRAP_SERVERS, servers);
    return copy(applicationId, properties, directory, otherPort, otherMetricsPort);
  }

  /** Returns this configuration for the application of a generation. */
  public IngestConfiguration inGeneration(int generation) {
    return copy(
        Generations.applicationId(applicationId, generation),
        kafka,
        stateDirectory,
        port,
        metricsPort);
  }

  private IngestConfiguration copy(
      String application,
      Map<String, String> properties,
      Path directory,
      int otherPort,
      int otherMetricsPort) {
    return new IngestConfiguration(
        application,
        properties,
        partitions,
        replication,
        createTopics,
        rawRetention,
        directory,
        deduplicationHorizon,
        futureTolerance,
        processing,
        heartbeatInterval,
        bind,
        otherPort,
        otherMetricsPort,
        deadLetterTopic,
        recording);
  }

  /**
   * Returns the configuration of topics that are made with at least three replicas: what is
   * acknowledged is on two of them, so that it outlives the loss of any one.
   */
  public Map<String, String> durability() {
    return replication.orElse(0) >= REPLICAS_TO_SPARE_ONE
        ? Map.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2")
        : Map.of();
  }

  /** Returns the brokers, for messages. */
  public String bootstrapServers() {
    return kafka.getOrDefault(BOOTSTRAP_SERVERS, "");
  }
}

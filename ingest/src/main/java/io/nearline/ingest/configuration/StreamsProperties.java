package io.nearline.ingest.configuration;

import io.nearline.ingest.event.MessageLimits;
import io.nearline.ingest.state.BoundedStateMemory;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;

/** What the configuration means to Kafka Streams. */
public final class StreamsProperties {
  /** What Kafka Streams 5 does anyway; its constant is deprecated from birth. */
  private static final String GLOBAL_EXCEPTION_HANDLER =
      "processing.exception.handler.global.enabled";

  private static final int SESSION_TIMEOUT_MILLIS = 6_000;
  private static final int HEARTBEAT_MILLIS = 2_000;
  private static final int TRANSACTION_TIMEOUT_MILLIS = 10_000;

  private static final int RETRY_BACKOFF_MILLIS = 10;

  /** What is written between two commits goes in few requests; 16 KiB would be thirty actions. */
  private static final int BATCH_BYTES = 512 * 1024;

  private StreamsProperties() {}

  /**
   * Returns the properties.
   *
   * <p>Records get the processing time as their Kafka timestamp: what producers wrote may be
   * negative, which stops Kafka Streams; in the future, which brokers refuse; or old, by which the
   * changelogs' retention would drop event ids that are young. An action's own time is in its JSON.
   *
   * <p>A short backoff, since the first record after a commit is often refused while the broker
   * still ends the transaction before. Short session and transaction timeouts make the recovery
   * after a kill quick.
   */
  public static Properties of(IngestConfiguration configuration) {
    Properties properties = new Properties();
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        SESSION_TIMEOUT_MILLIS);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        HEARTBEAT_MILLIS);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        TRANSACTION_TIMEOUT_MILLIS);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), RETRY_BACKOFF_MILLIS);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    properties.putAll(configuration.kafka());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, configuration.applicationId());
    properties.put(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        switch (configuration.processing().guarantee()) {
          case EXACTLY_ONCE -> StreamsConfig.EXACTLY_ONCE_V2;
          case AT_LEAST_ONCE -> StreamsConfig.AT_LEAST_ONCE;
        });
    properties.put(StreamsConfig.STATE_DIR_CONFIG, configuration.stateDirectory().toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, configuration.processing().threads());
    properties.put(
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
        configuration.processing().commitInterval().toMillis());
    properties.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, WallclockTimestampExtractor.class);
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, configuration.replication().orElse(-1));
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedStateMemory.class);
    properties.put(
        BoundedStateMemory.BYTES, Long.toString(configuration.processing().stateMemory()));
    properties.put(GLOBAL_EXCEPTION_HANDLER, true);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        MessageLimits.DERIVED);
    properties.put(
        StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), MessageLimits.DERIVED);
    configuration
        .durability()
        .forEach((name, value) -> properties.put(StreamsConfig.topicPrefix(name), value));
    return properties;
  }
}

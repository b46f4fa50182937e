package io.nearline.ingest.heartbeat;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;

/** Shows {@link ConsumedPositions} what Kafka Streams' main consumers read; Kafka makes it. */
public final class PositionInterceptor implements ConsumerInterceptor<byte[], byte[]> {
  private static final String POSITIONS = "nearline.positions";

  private ConsumedPositions positions = new ConsumedPositions();

  /** Made by Kafka. */
  public PositionInterceptor() {}

  /** Adds it to the interceptors that Kafka Streams' properties name. */
  static void register(Properties properties, ConsumedPositions positions) {
    String key = StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
    Object others =
        properties.getOrDefault(key, properties.get(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG));
    String ours = PositionInterceptor.class.getName();
    properties.put(key, others == null ? ours : others + "," + ours);
    properties.put(StreamsConfig.mainConsumerPrefix(POSITIONS), positions);
  }

  @Override
  public void configure(Map<String, ?> configuration) {
    if (configuration.get(POSITIONS) instanceof ConsumedPositions given) {
      positions = given;
    }
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    positions.take(records);
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}

package io.nearline.stack.kafka20;

import org.apache.pinot.plugin.stream.kafka20.KafkaConsumerFactory;
import org.apache.pinot.spi.stream.PartitionLevelConsumer;

/**
 * Pinot's own factory, but for the consumers of partitions: they pass offsets that hold no record.
 * Made by Pinot, for tables that name it.
 */
public final class GapPassingConsumerFactory extends KafkaConsumerFactory {
  /** Made by Pinot. */
  public GapPassingConsumerFactory() {}

  @Override
  public PartitionLevelConsumer createPartitionLevelConsumer(String clientId, int partition) {
    return new GapPassingConsumer(clientId, _streamConfig, partition);
  }
}

package io.nearline.stack.kafka20;

import java.time.Duration;
import org.apache.pinot.plugin.stream.kafka20.KafkaPartitionLevelConsumer;
import org.apache.pinot.spi.stream.MessageBatch;
import org.apache.pinot.spi.stream.StreamConfig;

/**
 * Reads a partition, and passes offsets that hold no record for who reads what is committed: the
 * markers that end transactions, and what was aborted.
 *
 * <p>Of a fetch that has nothing else Kafka's clients since 3.2 return at once, empty, with their
 * position behind it. Pinot then asks for the same offset again, and its own consumer goes back to
 * it for ever. So it is where a log segment ends with a marker, for a fetch reads one segment. This
 * one goes on from where it was, but only after a fetch that was empty: records that Pinot was
 * given and didn't take are read again. After Pinot's pull requests 18337 and 18669.
 */
final class GapPassingConsumer extends KafkaPartitionLevelConsumer {
  private static final long NOWHERE = -1;

  /**
   * From where the last fetch found nothing; {@link #NOWHERE} when it found something, or failed.
   */
  private long vainStart = NOWHERE;

  GapPassingConsumer(String clientId, StreamConfig config, int partition) {
    super(clientId, config, partition);
  }

  @Override
  public MessageBatch<byte[]> fetchMessages(long start, long end, int timeoutMillis) {
    boolean wasInVain = start == vainStart;
    vainStart = NOWHERE;
    long from =
        wasInVain ? _consumer.position(_topicPartition, Duration.ofMillis(timeoutMillis)) : start;
    MessageBatch<byte[]> batch = super.fetchMessages(from, end, timeoutMillis);
    vainStart = batch.getUnfilteredMessageCount() == 0 ? start : NOWHERE;
    return batch;
  }
}

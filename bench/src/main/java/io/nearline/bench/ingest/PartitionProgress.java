package io.nearline.bench.ingest;

import io.nearline.schemas.controller.PinotController;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a partition's records have come. Offsets have gaps, one for each transaction: so a table
 * that has everything may be behind what is committed by a few.
 *
 * @param topic which is also the table's name
 * @param written where the partition ends
 * @param committed where the first transaction begins that is open; {@code written} when none is
 * @param read up to where Pinot has read
 */
record PartitionProgress(String topic, int partition, long written, long committed, long read) {

  /** Returns the progress of all partitions of topics, each with a table of its name. */
  static List<PartitionProgress> of(
      List<String> topics, KafkaTraffic kafka, PinotController controller)
      throws InterruptedException {
    List<PartitionProgress> all = new ArrayList<>();
    for (String topic : topics) {
      Map<Integer, Long> read = controller.consumedOffsets(topic);
      Map<TopicPartition, Long> committed = kafka.ends(topic, IsolationLevel.READ_COMMITTED);
      Map<TopicPartition, Long> written = kafka.ends(topic, IsolationLevel.READ_UNCOMMITTED);
      for (int i = 0; i < written.size(); i++) {
        TopicPartition partition = new TopicPartition(topic, i);
        all.add(
            new PartitionProgress(
                topic,
                i,
                written.getOrDefault(partition, 0L),
                committed.getOrDefault(partition, 0L),
                read.getOrDefault(i, 0L)));
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, partition %d: Pinot is at %,d, %,d are committed, %,d written",
        topic,
        partition,
        read,
        committed,
        written);
  }
}

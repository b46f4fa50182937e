package io.nearline.ingest.topology;

import io.nearline.ingest.pipeline.Join;
import io.nearline.ingest.pipeline.Pipeline;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps an attribute table's store equal to its topic: the newest value of each key, tombstones
 * delete. Records without a key are nothing to a table.
 */
final class TableLoader extends ContextualProcessor<byte[], byte[], Void, Void> {
  private final String store;
  private final TableRows rows;

  /**
   * Makes it.
   *
   * @param rows the table's rows at hand
   */
  TableLoader(String topic, TableRows rows) {
    this.store = store(topic);
    this.rows = rows;
  }

  /** Returns the name of a topic's store. */
  static String store(String topic) {
    return "table-" + topic;
  }

  /** Returns the topics that pipelines join with. */
  static NavigableSet<String> topics(List<Pipeline> pipelines) {
    NavigableSet<String> topics = new TreeSet<>();
    for (Pipeline pipeline : pipelines) {
      pipeline.joins().stream().map(Join::topic).forEach(topics::add);
    }
    return topics;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (record.key() != null) {
      KeyValueStore<byte[], byte[]> table = context().getStateStore(store);
      table.put(record.key(), record.value());
      rows.put(record.key(), record.value());
    }
  }
}

package io.nearline.schemas;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nearline.features.attribute.EntityTable;
import java.time.Duration;
import java.util.TreeMap;

/** Writes a table's configuration. */
final class TableConfigRenderer {
  /** The partition function that equals Kafka's default partitioner. */
  static final String PARTITION_FUNCTION = "Murmur";

  private TableConfigRenderer() {}

  static ObjectNode render(EntityTable entity, String keyColumn, TableSettings settings) {
    ObjectNode table = JsonText.object();
    table.put("tableName", entity.table()).put("tableType", "REALTIME");
    segments(table.putObject("segmentsConfig"), entity, settings);
    table.putObject("tenants");
    ObjectNode index = table.putObject("tableIndexConfig");
    index.put("loadMode", "MMAP");
    index.putArray("sortedColumn").add(keyColumn);
    // Consuming segments are not sorted: there, this index is what finds a key's rows.
    index.putArray("invertedIndexColumns").add(keyColumn);
    ArrayNode noDictionary = index.putArray("noDictionaryColumns");
    noDictionary.add(StandardColumn.EVENT_ID.column());
    for (StandardColumn standard : StandardColumn.values()) {
      if (standard.type() == PinotType.JSON) {
        noDictionary.add(standard.column());
      }
    }
    index
        .putObject("segmentPartitionConfig")
        .putObject("columnPartitionMap")
        .putObject(keyColumn)
        .put("functionName", PARTITION_FUNCTION)
        .put("numPartitions", settings.partitionsOf(entity.table()));
    stream(index.putObject("streamConfigs"), entity, settings);
    table.putObject("routing").putArray("segmentPrunerTypes").add("partition").add("time");
    table.putObject("metadata");
    return table;
  }

  private static void segments(ObjectNode segments, EntityTable entity, TableSettings settings) {
    String replicas = Integer.toString(settings.replication());
    segments
        .put("schemaName", entity.table())
        .put("timeColumnName", StandardColumn.TIMESTAMP.column())
        .put("retentionTimeUnit", "HOURS")
        .put("retentionTimeValue", Long.toString(hours(entity.retention())))
        .put("replication", replicas)
        .put("replicasPerPartition", replicas);
  }

  private static void stream(ObjectNode stream, EntityTable entity, TableSettings settings) {
    stream
        .put(StreamConfig.STREAM_TYPE, "kafka")
        .put(StreamConfig.TOPIC, entity.table())
        .put(StreamConfig.BROKERS, settings.kafkaBrokers())
        .put(StreamConfig.CONSUMER_TYPE, "lowlevel")
        .put(StreamConfig.CONSUMER_FACTORY, settings.consumerFactory())
        .put(StreamConfig.DECODER, StreamConfig.JSON_DECODER)
        .put(StreamConfig.OFFSET_RESET, "smallest")
        .put(StreamConfig.ISOLATION_LEVEL, "read_committed");
    for (String size : StreamConfig.FETCH_SIZES) {
      stream.put(size, Long.toString(StreamConfig.LEAST_FETCH_BYTES));
    }
    stream
        .put(StreamConfig.FLUSH_ROWS, Long.toString(settings.flush().rows()))
        .put(StreamConfig.FLUSH_TIME, settings.flush().time().toMinutes() + "m");
    new TreeMap<>(settings.kafkaProperties()).forEach(stream::put);
  }

  /** Rounds up: a table must never keep less than it was asked to. */
  private static long hours(Duration retention) {
    long hours = retention.toHours();
    return Duration.ofHours(hours).equals(retention) ? hours : hours + 1;
  }
}

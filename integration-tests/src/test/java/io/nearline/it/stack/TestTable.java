package io.nearline.it.stack;

/**
 * The smallest table that reads a topic of the same name, with records {@code {"id": 1, "padding":
 * "…", "timestamp": 0}}.
 *
 * @param name the table and its topic
 * @param kafka Kafka's bootstrap address
 * @param kafkaConsumerFactory the class that reads Kafka
 */
record TestTable(String name, String kafka, String kafkaConsumerFactory) {
  static TestTable on(Stack stack, String name) {
    return new TestTable(name, stack.kafka(), stack.kafkaConsumerFactory());
  }

  String schema() {
    return """
        {
          "schemaName": "%s",
          "dimensionFieldSpecs": [
            {"name": "id", "dataType": "LONG"},
            {"name": "padding", "dataType": "STRING", "maxLength": 65536}
          ],
          "dateTimeFieldSpecs": [
            {"name": "timestamp", "dataType": "LONG", "format": "1:MILLISECONDS:EPOCH", "granularity": "1:MILLISECONDS"}
          ]
        }
        """
        .formatted(name);
  }

  String table() {
    return """
        {
          "tableName": "%s",
          "tableType": "REALTIME",
          "segmentsConfig": {
            "timeColumnName": "timestamp",
            "schemaName": "%s",
            "replication": "1",
            "replicasPerPartition": "1"
          },
          "tenants": {},
          "tableIndexConfig": {
            "loadMode": "MMAP",
            "streamConfigs": {
              "streamType": "kafka",
              "stream.kafka.topic.name": "%s",
              "stream.kafka.broker.list": "%s",
              "stream.kafka.consumer.type": "lowlevel",
              "stream.kafka.consumer.prop.auto.offset.reset": "smallest",
              "stream.kafka.consumer.factory.class.name": "%s",
              "stream.kafka.decoder.class.name": "org.apache.pinot.plugin.inputformat.json.JSONMessageDecoder",
              "stream.kafka.isolation.level": "read_committed",
              "max.partition.fetch.bytes": "67108864",
              "fetch.max.bytes": "67108864",
              "realtime.segment.flush.threshold.rows": "100000",
              "realtime.segment.flush.threshold.time": "24h"
            }
          },
          "metadata": {}
        }
        """
        .formatted(name, name, name, kafka, kafkaConsumerFactory);
  }
}

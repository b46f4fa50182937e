package io.nearline.schemas;

import java.util.List;

/** The keys of {@code streamConfigs} that Nearline sets, and the values that never vary. */
public final class StreamConfig {
  /** {@code kafka}. */
  public static final String STREAM_TYPE = "streamType";

  /** The topic. */
  public static final String TOPIC = "stream.kafka.topic.name";

  /** Kafka as Pinot's servers reach it. */
  public static final String BROKERS = "stream.kafka.broker.list";

  /** How partitions are consumed: {@code lowlevel}, each by a server of its own. */
  public static final String CONSUMER_TYPE = "stream.kafka.consumer.type";

  /** The class that makes consumers. */
  public static final String CONSUMER_FACTORY = "stream.kafka.consumer.factory.class.name";

  /** The class that decodes records. */
  public static final String DECODER = "stream.kafka.decoder.class.name";

  /** The decoder of JSON, which has this name in all releases. */
  public static final String JSON_DECODER =
      "org.apache.pinot.plugin.inputformat.json.JSONMessageDecoder";

  /** Where a new table starts to read: {@code smallest}. */
  public static final String OFFSET_RESET = "stream.kafka.consumer.prop.auto.offset.reset";

  /** {@code read_committed}, else aborted transactions are counted. */
  public static final String ISOLATION_LEVEL = "stream.kafka.isolation.level";

  /**
   * The two fetch sizes. Pinot 0.11 stalls at a run of aborted records that is larger than one
   * fetch; with {@link #LEAST_FETCH_BYTES} none that a producer can leave is.
   */
  public static final List<String> FETCH_SIZES =
      List.of("max.partition.fetch.bytes", "fetch.max.bytes");

  /** The least of both fetch sizes, in bytes. */
  public static final long LEAST_FETCH_BYTES = 67_108_864;

  /** After how many rows a server commits its consuming segments. */
  public static final String FLUSH_ROWS = "realtime.segment.flush.threshold.rows";

  /** After how long a server commits a consuming segment. */
  public static final String FLUSH_TIME = "realtime.segment.flush.threshold.time";

  private StreamConfig() {}
}

package io.nearline.ingest.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.features.attribute.AttributesFile;
import io.nearline.ingest.account.Account;
import io.nearline.ingest.configuration.IngestConfiguration;
import io.nearline.ingest.configuration.IngestDefinition;
import io.nearline.ingest.configuration.IngestFile;
import io.nearline.ingest.configuration.StreamsProperties;
import io.nearline.ingest.heartbeat.SettledThrough;
import io.nearline.ingest.metrics.IngestMeters;
import io.nearline.ingest.pipeline.PipelinesFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology of a configuration, in a test driver. */
final class IngestFixture implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final String APPLICATION = "test";
  static final Duration HORIZON = Duration.ofHours(1);

  /** The processing time at first, in epoch milliseconds: 2025-02-15T07:15:00Z. */
  static final long NOW = 1_739_603_700_000L;

  final TopologyTestDriver driver;
  final MeterRegistry meters = new SimpleMeterRegistry();
  private final Map<String, Long> accountTopic = new TreeMap<>();

  IngestFixture(Path directory, String attributes, String pipelines) {
    this(directory, attributes, pipelines, Instant.ofEpochMilli(NOW));
  }

  IngestFixture(Path directory, String attributes, String pipelines, Instant now) {
    this(directory, attributes, pipelines, now, Optional.empty());
  }

  IngestFixture(
      Path directory,
      String attributes,
      String pipelines,
      Instant now,
      Optional<SettledThrough> settled) {
    IngestDefinition definition =
        IngestDefinition.load(
            Map.of(
                AttributesFile.NAME,
                attributes,
                PipelinesFile.NAME,
                pipelines,
                IngestFile.NAME,
                "{application_id: " + APPLICATION + ", deduplication_horizon: 1h}"));
    IngestConfiguration configuration =
        definition
            .configuration()
            .at(definition.configuration().bootstrapServers(), directory, 0, 0);
    this.driver =
        new TopologyTestDriver(
            topology(
                definition.with(configuration), new IngestMeters(meters, Tags.empty()), settled),
            StreamsProperties.of(configuration),
            now);
  }

  private static Topology topology(
      IngestDefinition definition, IngestMeters meters, Optional<SettledThrough> settled) {
    return settled
        .map(known -> IngestTopology.of(definition, meters, known))
        .orElseGet(() -> IngestTopology.of(definition, meters));
  }

  void send(String topic, @Nullable String key, @Nullable String value) {
    send(topic, key, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  void send(String topic, @Nullable String key, byte @Nullable [] value) {
    send(topic, new TestRecord<>(key == null ? null : bytes(key), value));
  }

  void send(String topic, TestRecord<byte[], byte[]> record) {
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(record);
  }

  List<TestRecord<byte[], byte[]>> read(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  /** Returns the key and the JSON of each new record of a topic. */
  List<Map.Entry<String, JsonNode>> readJson(String topic) {
    return read(topic).stream()
        .map(record -> Map.entry(text(record.key()), json(record.value())))
        .toList();
  }

  /** Returns the account by {@code pipeline|outcome|reason}, as its topic has it. */
  Map<String, Long> account() {
    read(APPLICATION + "-" + Account.STORE + "-changelog")
        .forEach(
            record ->
                accountTopic.put(text(record.key()), ByteBuffer.wrap(record.value()).getLong()));
    Map<String, Long> totals = new TreeMap<>();
    accountTopic.forEach(
        (key, total) -> totals.merge(key.substring(0, key.lastIndexOf('|')), total, Long::sum));
    return totals;
  }

  static String header(TestRecord<byte[], byte[]> record, String name) {
    return text(record.headers().lastHeader(name).value());
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static JsonNode json(String text) {
    return json(bytes(text));
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.close();
  }
}

package io.nearline.schemas.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.nearline.schemas.StreamConfig;
import java.util.Locale;

/** The traps of how a table reads its topic. */
final class StreamRules {
  private static final String STREAM = "tableIndexConfig.streamConfigs";

  private StreamRules() {}

  static void check(JsonNode table, Findings findings) {
    JsonNode stream = table.path("tableIndexConfig").path("streamConfigs");
    if (!stream.isObject()) {
      findings.add(STREAM, Findings.text(stream), "the stream's settings");
      return;
    }
    expect(stream, StreamConfig.STREAM_TYPE, "kafka", findings);
    expect(stream, StreamConfig.DECODER, StreamConfig.JSON_DECODER, findings);
    expect(stream, StreamConfig.OFFSET_RESET, "smallest", findings);
    expect(stream, StreamConfig.ISOLATION_LEVEL, "read_committed", findings);
    for (String key :
        new String[] {StreamConfig.TOPIC, StreamConfig.BROKERS, StreamConfig.CONSUMER_FACTORY}) {
      if (stream.path(key).asText().isBlank()) {
        findings.add(path(key), Findings.text(stream.path(key)), "a value");
      }
    }
    JsonNode consumer = stream.path(StreamConfig.CONSUMER_TYPE);
    if (!consumer.asText().toLowerCase(Locale.ROOT).equals("lowlevel")) {
      findings.add(path(StreamConfig.CONSUMER_TYPE), Findings.text(consumer), "lowlevel");
    }
    for (String size : StreamConfig.FETCH_SIZES) {
      if (stream.path(size).asLong(0) < StreamConfig.LEAST_FETCH_BYTES) {
        findings.add(
            path(size),
            Findings.text(stream.path(size)),
            "at least "
                + StreamConfig.LEAST_FETCH_BYTES
                + "; a run of aborted records larger than a fetch stalls the partition");
      }
    }
  }

  private static void expect(JsonNode stream, String key, String value, Findings findings) {
    findings.expectText(path(key), stream.path(key), value);
  }

  private static String path(String key) {
    return STREAM + "[\"" + key + "\"]";
  }
}

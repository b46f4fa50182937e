package io.nearline.cli.letters;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record of the dead letters' topic, as ingest writes it: the event's own key, value and headers,
 * and headers of ingest that say where it stood and what was wrong. What these lack is empty.
 * Compared by identity: nothing compares letters.
 *
 * @param place where the letter itself stands
 * @param time when it was written
 * @param reason why it was refused
 * @param detail what was wrong, in words
 * @param pipeline the pipeline that refused it
 * @param generation the generation of tables that it was refused for, a number
 * @param source where the event stood
 * @param origin where the event stood at first: before it was retried, if it was
 * @param key the event's key, or null
 * @param value the event's value, or null
 * @param headers the event's own headers, in order
 */
@SuppressWarnings("ArrayRecordComponent")
record DeadLetter(
    Coordinates place,
    Instant time,
    String reason,
    String detail,
    String pipeline,
    String generation,
    Coordinates source,
    Coordinates origin,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Map<String, byte[]> headers) {

  /** Where an event stood before it was retried: {@code topic:partition:offset}. */
  static final String ORIGIN = "nearline.origin";

  private static final String OURS = "nearline.";
  private static final String FIRST_GENERATION = "1";

  /** Reads a record; never throws for what it holds. */
  static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> ours = new LinkedHashMap<>();
    Map<String, byte[]> own = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      byte[] bytes = Objects.requireNonNullElse(header.value(), new byte[0]);
      if (header.key().startsWith(OURS)) {
        ours.put(header.key(), new String(bytes, StandardCharsets.UTF_8));
      } else {
        own.put(header.key(), bytes);
      }
    }
    Coordinates source =
        Coordinates.of(
            ours.getOrDefault(OURS + "topic", ""),
            ours.getOrDefault(OURS + "partition", ""),
            ours.getOrDefault(OURS + "offset", ""));
    return new DeadLetter(
        new Coordinates(record.topic(), record.partition(), record.offset()),
        Instant.ofEpochMilli(record.timestamp()),
        ours.getOrDefault(OURS + "reason", ""),
        ours.getOrDefault(OURS + "detail", ""),
        ours.getOrDefault(OURS + "pipeline", ""),
        ours.getOrDefault(OURS + "generation", FIRST_GENERATION),
        source,
        Coordinates.parse(ours.getOrDefault(ORIGIN, "")).orElse(source),
        record.key(),
        record.value(),
        own);
  }

  /** Returns whether it says where it came from, so that it can be sent there again. */
  boolean hasSource() {
    return !source.topic().isEmpty();
  }
}

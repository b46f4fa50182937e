package io.nearline.ingest.step;

import io.nearline.ingest.event.Arrival;
import io.nearline.ingest.event.Origin;
import io.nearline.ingest.event.RawEvent;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Makes dead letters: the event's own key, value and headers, and headers that say why and where it
 * stood. Thread-safe.
 */
public final class DeadLetters {
  /** Why: a {@link io.nearline.ingest.event.DeadLetterReason}. */
  public static final String REASON = "nearline.reason";

  /** The source topic. */
  public static final String TOPIC = "nearline.topic";

  /** The source partition. */
  public static final String PARTITION = "nearline.partition";

  /** The offset there. */
  public static final String OFFSET = "nearline.offset";

  /** The pipeline that it came by. */
  public static final String PIPELINE = "nearline.pipeline";

  /** What was wrong, in words. */
  public static final String DETAIL = "nearline.detail";

  /** The generation that refused it, a number: another one may have taken the same event. */
  public static final String GENERATION = "nearline.generation";

  private static final String OURS = "nearline.";

  private final String topic;
  private final int generation;

  /** Makes the maker of a generation's dead letters, which go to one topic. */
  public DeadLetters(String topic, int generation) {
    this.topic = topic;
    this.generation = generation;
  }

  /**
   * Returns the dead letter of a refused event.
   *
   * @param headers the headers that the event came with
   */
  Outgoing letter(Arrival.Refused refused, Headers headers) {
    RawEvent raw = refused.raw();
    RecordHeaders own = new RecordHeaders();
    for (Header header : headers) {
      if (!header.key().startsWith(OURS)) {
        own.add(header);
      }
    }
    Origin.of(headers).ifPresent(origin -> add(own, Origin.HEADER, origin));
    add(own, REASON, refused.reason().text());
    add(own, TOPIC, raw.topic());
    add(own, PARTITION, Integer.toString(raw.partition()));
    add(own, OFFSET, Long.toString(raw.offset()));
    add(own, PIPELINE, refused.pipeline());
    add(own, DETAIL, refused.detail());
    add(own, GENERATION, Integer.toString(generation));
    return new Outgoing(topic, raw.key(), raw.value(), own);
  }

  private static void add(Headers headers, String key, String value) {
    headers.add(key, value.getBytes(StandardCharsets.UTF_8));
  }
}

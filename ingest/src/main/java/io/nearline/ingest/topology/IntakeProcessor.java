package io.nearline.ingest.topology;

import io.nearline.ingest.event.Arrival;
import io.nearline.ingest.event.DeadLetterReason;
import io.nearline.ingest.event.MessageLimits;
import io.nearline.ingest.event.Origin;
import io.nearline.ingest.event.RawEvent;
import io.nearline.ingest.event.TimeBounds;
import io.nearline.ingest.metrics.TimeSkew;
import io.nearline.ingest.pipeline.Pipeline;
import io.nearline.ingest.step.Admission;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Admits the events of a pipeline, and keys them by their actor; those that have none get a key
 * that spreads them.
 */
final class IntakeProcessor extends ContextualProcessor<byte[], byte[], byte[], Arrival> {
  private static final int HEADER_OVERHEAD = 4;

  private final Pipeline pipeline;
  private final TimeSkew skew;
  private final Admission admission;

  IntakeProcessor(Pipeline pipeline, TimeBounds bounds, TimeSkew skew) {
    this.pipeline = pipeline;
    this.skew = skew;
    this.admission = new Admission(pipeline, bounds);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata metadata =
        context()
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("a record of no source topic"));
    RawEvent raw =
        new RawEvent(
            metadata.topic(),
            metadata.partition(),
            metadata.offset(),
            record.key(),
            record.value());
    long bytes = bytes(record);
    if (bytes > MessageLimits.RAW) {
      tooLarge(record, raw, bytes);
      return;
    }
    long now = context().currentSystemTimeMs();
    Arrival arrival = admission.admit(raw, Origin.of(record.headers()), now);
    if (arrival instanceof Arrival.Admitted admitted) {
      skew.take(admitted.identity().timestamp(), now);
    }
    context().forward(record.withKey(key(arrival, raw)).withValue(arrival));
  }

  private void tooLarge(Record<byte[], byte[]> record, RawEvent raw, long bytes) {
    Arrival refused =
        new Arrival.Refused(
            pipeline.name(),
            new RawEvent(raw.topic(), raw.partition(), raw.offset(), null, null),
            DeadLetterReason.TOO_LARGE,
            "event: " + bytes + " bytes (expected: at most " + MessageLimits.RAW + " bytes)");
    context()
        .forward(
            record.withKey(key(refused, raw)).withValue(refused).withHeaders(new RecordHeaders()));
  }

  private static byte[] key(Arrival arrival, RawEvent raw) {
    String key =
        arrival instanceof Arrival.Admitted admitted
            ? Long.toString(admitted.identity().actor())
            : raw.coordinates();
    return key.getBytes(StandardCharsets.UTF_8);
  }

  private static long bytes(Record<byte[], byte[]> record) {
    long bytes = (long) length(record.key()) + length(record.value());
    for (Header header : record.headers()) {
      bytes += HEADER_OVERHEAD + Utils.utf8Length(header.key()) + length(header.value());
    }
    return bytes;
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}

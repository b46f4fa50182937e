package io.nearline.ingest.topology;

import io.nearline.ingest.event.Arrival;
import io.nearline.ingest.event.DeadLetterReason;
import io.nearline.ingest.event.EventDecoder;
import io.nearline.ingest.event.Identity;
import io.nearline.ingest.event.RawEvent;
import io.nearline.ingest.event.RefusedEventException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * How arrivals cross the re-keying topic: a version and a kind, each a byte; the pipeline; where
 * the event stood; for admitted ones their identity and raw bytes, which are decoded again on the
 * other side; for refused ones the reason. Thread-safe.
 */
final class ArrivalSerde {
  private static final byte VERSION = 1;
  private static final byte ADMITTED = 0;
  private static final byte FILTERED = 1;
  private static final byte REFUSED = 2;
  private static final int NONE = -1;

  private final Map<String, EventDecoder> decoders;

  /**
   * Makes the serde.
   *
   * @param decoders the decoder of each pipeline
   */
  ArrivalSerde(Map<String, EventDecoder> decoders) {
    this.decoders = Map.copyOf(decoders);
  }

  Serde<Arrival> serde() {
    Deserializer<Arrival> deserializer = (topic, bytes) -> read(bytes);
    return Serdes.serdeFrom((topic, arrival) -> write(arrival), deserializer);
  }

  static byte[] write(Arrival arrival) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      if (arrival instanceof Arrival.Admitted admitted) {
        out.writeByte(ADMITTED);
        out.writeUTF(admitted.pipeline());
        writeRaw(out, admitted.raw());
        out.writeUTF(admitted.identity().eventId());
        out.writeLong(admitted.identity().actor());
        out.writeLong(admitted.identity().timestamp());
      } else if (arrival instanceof Arrival.Refused refused) {
        out.writeByte(REFUSED);
        out.writeUTF(refused.pipeline());
        writeRaw(out, refused.raw());
        out.writeUTF(refused.reason().name());
        out.writeUTF(refused.detail());
      } else {
        out.writeByte(FILTERED);
        out.writeUTF(arrival.pipeline());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads an arrival.
   *
   * @throws IllegalStateException when the bytes are none: the topic is ours alone
   */
  Arrival read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException("version: " + version + " (expected: " + VERSION + ")");
      }
      byte kind = in.readByte();
      String pipeline = in.readUTF();
      return switch (kind) {
        case ADMITTED -> admitted(pipeline, in);
        case FILTERED -> new Arrival.Filtered(pipeline);
        case REFUSED ->
            new Arrival.Refused(
                pipeline, readRaw(in), DeadLetterReason.valueOf(in.readUTF()), in.readUTF());
        default -> throw new IllegalStateException("kind: " + kind + " (expected: 0, 1 or 2)");
      };
    } catch (IOException e) {
      throw new IllegalStateException("a re-keyed event of " + bytes.length + " bytes is cut", e);
    }
  }

  private Arrival admitted(String pipeline, DataInputStream in) throws IOException {
    RawEvent raw = readRaw(in);
    Identity identity = new Identity(in.readUTF(), in.readLong(), in.readLong());
    EventDecoder decoder = decoders.get(pipeline);
    if (decoder == null) {
      return new Arrival.Refused(
          pipeline,
          raw,
          DeadLetterReason.PIPELINE_REMOVED,
          "pipeline: " + pipeline + " (expected: one of " + decoders.keySet() + ")");
    }
    byte[] value = raw.value();
    try {
      return new Arrival.Admitted(
          pipeline, raw, identity, decoder.decode(value == null ? new byte[0] : value));
    } catch (RefusedEventException e) {
      return new Arrival.Refused(pipeline, raw, e.reason(), e.detail());
    }
  }

  private static void writeRaw(DataOutputStream out, RawEvent raw) throws IOException {
    out.writeUTF(raw.topic());
    out.writeInt(raw.partition());
    out.writeLong(raw.offset());
    writeBytes(out, raw.key());
    writeBytes(out, raw.value());
  }

  private static RawEvent readRaw(DataInputStream in) throws IOException {
    return new RawEvent(in.readUTF(), in.readInt(), in.readLong(), readBytes(in), readBytes(in));
  }

  private static void writeBytes(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
    if (bytes == null) {
      out.writeInt(NONE);
    } else {
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  private static byte @Nullable [] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length == NONE ? null : in.readNBytes(length);
  }
}

package io.nearline.cli.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a line of a file is to {@code replay}. */
sealed interface EventLine {

  /**
   * A line in the standard schema. Its text is edited in place, so that everything else arrives
   * exactly as it was written.
   *
   * @param bytes the line
   * @param actor its actor
   * @param timestamp its time in epoch milliseconds
   * @param timestampStart where the timestamp's digits begin
   * @param timestampEnd where they end, exclusive
   * @param afterBrace the place after the opening brace
   * @param identified whether it has an eventId
   */
  @SuppressWarnings("ArrayRecordComponent") // a view of a line, compared by nobody
  record StandardAction(
      byte[] bytes,
      long actor,
      long timestamp,
      int timestampStart,
      int timestampEnd,
      int afterBrace,
      boolean identified)
      implements EventLine {

    /** Returns the key that the schema demands: the decimal actor. */
    byte[] key() {
      return Long.toString(actor).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the line at another time, and with that eventId if it has none of its own. */
    byte[] at(long newTimestamp, String eventId) {
      if (identified && newTimestamp == timestamp) {
        return bytes;
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 64);
      out.write(bytes, 0, afterBrace);
      if (!identified) {
        String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(eventId));
        out.writeBytes(("\"eventId\":\"" + quoted + "\",").getBytes(StandardCharsets.UTF_8));
      }
      out.write(bytes, afterBrace, timestampStart - afterBrace);
      out.writeBytes(Long.toString(newTimestamp).getBytes(StandardCharsets.UTF_8));
      out.write(bytes, timestampEnd, bytes.length - timestampEnd);
      return out.toByteArray();
    }
  }

  /**
   * Anything else.
   *
   * @param reason why it is no standard action
   */
  record Other(String reason) implements EventLine {}

  /** Looks at a line. */
  static EventLine of(byte[] line) {
    return new Scanner(line).scan();
  }

  /** Reads one line, the fields of its outermost object only. */
  final class Scanner {
    private static final JsonFactory JSON =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final byte[] line;
    private boolean hasActor;
    private boolean hasVerb;
    private boolean hasObject;
    private boolean identified;
    private long actor;
    private long timestamp;
    private int timestampStart = -1;
    private int timestampEnd;

    private Scanner(byte[] line) {
      this.line = line;
    }

    private EventLine scan() {
      try (JsonParser parser = JSON.createParser(line)) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          return new Other("no JSON object");
        }
        int afterBrace = (int) parser.currentTokenLocation().getByteOffset() + 1;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          field(name, parser);
          parser.skipChildren();
        }
        if (parser.nextToken() != null) {
          return new Other("more after the JSON object");
        }
        if (afterBrace < 1) {
          return new Other("not in UTF-8");
        }
        return hasActor && hasVerb && hasObject && timestampStart >= 0
            ? new StandardAction(
                line, actor, timestamp, timestampStart, timestampEnd, afterBrace, identified)
            : new Other("no " + missing());
      } catch (JsonProcessingException e) {
        return new Other(e.getOriginalMessage());
      } catch (IOException e) {
        throw new UncheckedIOException(e); // bytes in memory
      }
    }

    private void field(String name, JsonParser parser) throws IOException {
      JsonToken token = parser.currentToken();
      switch (name) {
        case "eventId" -> identified = true;
        case "verb" -> hasVerb = token == JsonToken.VALUE_STRING;
        case "object" -> hasObject = token == JsonToken.VALUE_STRING;
        case "actor" -> {
          hasActor = isLong(parser);
          actor = hasActor ? parser.getLongValue() : 0;
        }
        case "timestamp" -> {
          if (isLong(parser)) {
            timestamp = parser.getLongValue();
            timestampStart = (int) parser.currentTokenLocation().getByteOffset();
            timestampEnd = timestampStart + parser.getTextLength();
          }
        }
        default -> {
          // Not needed here.
        }
      }
    }

    private static boolean isLong(JsonParser parser) throws IOException {
      return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
          && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    }

    private String missing() {
      if (!hasActor) {
        return "64-bit actor";
      }
      if (!hasVerb) {
        return "verb";
      }
      return hasObject ? "64-bit timestamp" : "object";
    }
  }
}

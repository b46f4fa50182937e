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
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a line of a file is to {@code replay}. */
sealed interface EventLine {

  /**
   * A line in the standard schema. Its text is edited in place, so that everything else arrives
   * exactly as it was written.
   *
   * @param bytes the line
   * @param actor its actor
   * @param timestamp its time in epoch milliseconds
   * @param digits where the timestamp's digits are
   * @param identity where an eventId goes; empty when the line has one
   */
  @SuppressWarnings("ArrayRecordComponent") // a view of a line, compared by nobody
  record StandardAction(
      byte[] bytes, long actor, long timestamp, Span digits, Optional<Identity> identity)
      implements EventLine {

    /** Returns the key that the schema demands: the decimal actor. */
    byte[] key() {
      return Long.toString(actor).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the line at another time, and with that eventId if it has none of its own. */
    byte[] at(long newTimestamp, String eventId) {
      if (identity.isEmpty() && newTimestamp == timestamp) {
        return bytes;
      }
      SortedMap<Span, String> edits = new TreeMap<>(Comparator.comparingInt(Span::start));
      edits.put(digits, Long.toString(newTimestamp));
      identity.ifPresent(place -> edits.put(place.span(), place.text(eventId)));
      ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 64);
      int written = 0;
      for (Map.Entry<Span, String> edit : edits.entrySet()) {
        out.write(bytes, written, edit.getKey().start() - written);
        out.writeBytes(edit.getValue().getBytes(StandardCharsets.UTF_8));
        written = edit.getKey().end();
      }
      out.write(bytes, written, bytes.length - written);
      return out.toByteArray();
    }
  }

  /**
   * Bytes of a line.
   *
   * @param start the first
   * @param end after the last
   */
  record Span(int start, int end) {}

  /**
   * Where a line's eventId goes.
   *
   * @param span what it replaces
   * @param before what must stand before it there
   * @param after what must stand after it
   */
  record Identity(Span span, String before, String after) {
    private String text(String eventId) {
      String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(eventId));
      return before + '"' + quoted + '"' + after;
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
    private @Nullable Span digits;
    private @Nullable Span emptyId;

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
        return hasActor && hasVerb && hasObject && digits != null
            ? new StandardAction(line, actor, timestamp, digits, identity(afterBrace))
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
        case "eventId" -> {
          // What is neither missing nor empty is ingest's to judge.
          identified =
              token != JsonToken.VALUE_NULL
                  && !(token == JsonToken.VALUE_STRING && parser.getTextLength() == 0);
          if (!identified) {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            emptyId = new Span(start, start + (token == JsonToken.VALUE_NULL ? 4 : 2));
          }
        }
        case "verb" -> hasVerb = token == JsonToken.VALUE_STRING;
        case "object" -> hasObject = token == JsonToken.VALUE_STRING;
        case "actor" -> {
          hasActor = isLong(parser);
          actor = hasActor ? parser.getLongValue() : 0;
        }
        case "timestamp" -> {
          if (isLong(parser)) {
            timestamp = parser.getLongValue();
            int start = (int) parser.currentTokenLocation().getByteOffset();
            digits = new Span(start, start + parser.getTextLength());
          }
        }
        default -> {
          // Not needed here.
        }
      }
    }

    private Optional<Identity> identity(int afterBrace) {
      if (identified) {
        return Optional.empty();
      }
      return Optional.of(
          emptyId == null
              ? new Identity(new Span(afterBrace, afterBrace), "\"eventId\":", ",")
              : new Identity(emptyId, "", ""));
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

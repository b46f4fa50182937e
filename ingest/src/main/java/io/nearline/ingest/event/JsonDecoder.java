package io.nearline.ingest.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.cel.common.values.NullValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON object. Duplicate names, trailing text and bad UTF-8 are refused. What is plain is
 * read by {@link PlainJson}, and the rest, all errors among it, by Jackson.
 */
public final class JsonDecoder implements EventDecoder {
  /** Far above any event's, far below what the stack bears. */
  private static final int MOST_NESTING = 200;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MOST_NESTING).build())
          .build();

  @Override
  public Event decode(byte[] value) throws RefusedEventException {
    return new Event(decodeObject(value));
  }

  /**
   * Reads one JSON object.
   *
   * @return its members in order, values as {@link Event#fields} has them
   * @throws RefusedEventException with {@link DeadLetterReason#MALFORMED}
   */
  public static Map<String, Object> decodeObject(byte[] value) throws RefusedEventException {
    Map<String, Object> plain = PlainJson.read(value);
    return plain == null ? parse(value) : plain;
  }

  /** Reads one JSON object by Jackson. */
  static Map<String, Object> parse(byte[] value) throws RefusedEventException {
    try (JsonParser parser = parser(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed(start(Utf8.decode(value)) + " (expected: a JSON object)");
      }
      Map<String, Object> object = object(parser);
      if (parser.nextToken() != null) {
        throw malformed("more after the object's end (expected: one JSON object)");
      }
      return object;
    } catch (JsonProcessingException e) {
      throw malformed(e.getOriginalMessage() + place(e) + " (expected: valid JSON)");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Plain ASCII is read as it is. In what is more, Jackson itself would take some bytes that are no
   * UTF-8; and with NULs, take it for UTF-16.
   */
  private static JsonParser parser(byte[] value) throws IOException, RefusedEventException {
    if (Utf8.isPlainAscii(value)) {
      return FACTORY.createParser(value);
    }
    CharBuffer text = Utf8.decode(value);
    return FACTORY.createParser(text.array(), text.arrayOffset(), text.remaining());
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (object.put(name, value(parser)) != null) {
        throw new JsonParseException(parser, "Duplicate field '" + name + "'");
      }
    }
    return object;
  }

  private static List<Object> list(JsonParser parser) throws IOException {
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? parser.getBigIntegerValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> NullValue.NULL_VALUE;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("a value can't be " + parser.currentToken());
    };
  }

  private static String start(CharBuffer text) {
    return text.isEmpty() ? "nothing" : text.subSequence(0, Math.min(40, text.length())).toString();
  }

  private static String place(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null
        ? ""
        : " at character " + Math.max(location.getCharOffset(), location.getByteOffset());
  }

  private static RefusedEventException malformed(String fault) {
    return new RefusedEventException(DeadLetterReason.MALFORMED, "value: " + fault);
  }
}

package io.nearline.ingest.pipeline;

import io.nearline.ingest.event.EventDecoder;
import io.nearline.ingest.event.JsonDecoder;
import io.nearline.ingest.event.KeyValueDecoder;
import io.nearline.ingest.expression.ExpressionScope;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a raw event's bytes are read. */
public enum EventFormat {
  /** A JSON object in UTF-8. */
  JSON,
  /** A JSON object that already is a standard action: what is not projected passes through. */
  ACTION,
  /** A line {@code key=value;key=value} in UTF-8; all values are strings. */
  KEY_VALUE;

  /** Returns the name in pipelines.yaml. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the format of that name. */
  public static Optional<EventFormat> of(String text) {
    return Arrays.stream(values()).filter(format -> format.text().equals(text)).findFirst();
  }

  /** Returns a decoder of this format. */
  public EventDecoder decoder() {
    return this == KEY_VALUE ? new KeyValueDecoder() : new JsonDecoder();
  }

  /** Returns what expressions over events of this format may refer to. */
  public ExpressionScope scope() {
    return this == KEY_VALUE ? ExpressionScope.ofStrings() : ExpressionScope.ofJson();
  }
}

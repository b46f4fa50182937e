package io.nearline.ingest.event;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Where an event stood at first, before it was sent again from its dead letter. It goes with the
 * event in a header, so that an event which has no id of its own keeps its identity, and becomes an
 * action once however often it is sent again.
 */
public final class Origin {
  /** The header: {@code topic:partition:offset}. */
  public static final String HEADER = "nearline.origin";

  private static final int LONGEST = 300;
  private static final Pattern COORDINATES =
      Pattern.compile("[A-Za-z0-9._-]{1,249}:\\d{1,9}:\\d{1,18}");

  private Origin() {}

  /** Returns the coordinates that the headers have; what is none of ours is left alone. */
  public static Optional<String> of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    if (header == null || header.value() == null || header.value().length > LONGEST) {
      return Optional.empty();
    }
    String text = new String(header.value(), StandardCharsets.UTF_8);
    return COORDINATES.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }
}

package io.nearline.cli.letters;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a record stands.
 *
 * @param topic its topic; empty: unknown
 * @param partition its partition there
 * @param offset its offset there
 */
record Coordinates(String topic, int partition, long offset) {
  private static final Coordinates UNKNOWN = new Coordinates("", 0, 0);
  private static final Pattern TEXT =
      Pattern.compile("([A-Za-z0-9._-]{1,249}):(\\d{1,9}):(\\d{1,18})");

  /** Returns the place of {@code topic:partition:offset}, if that is what the text is. */
  static Optional<Coordinates> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Coordinates(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  /** Returns the place of these three texts, or an unknown one. */
  static Coordinates of(String topic, String partition, String offset) {
    return parse(topic + ":" + partition + ":" + offset).orElse(UNKNOWN);
  }

  @Override
  public String toString() {
    return topic.isEmpty() ? "unknown" : topic + ":" + partition + ":" + offset;
  }
}

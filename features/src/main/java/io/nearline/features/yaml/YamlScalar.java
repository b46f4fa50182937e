package io.nearline.features.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A scalar as written. Each reading method reports a problem and answers empty when the text is not
 * of its type.
 *
 * @param place where it stands
 * @param text its text, without quotes
 * @param quoted whether it was quoted, and so can only be a string
 */
public record YamlScalar(Place place, String text, boolean quoted) implements YamlNode {

  @Override
  public String describe() {
    return text.isEmpty() ? "\"\"" : text;
  }

  /** Reads a string that is not empty. */
  public Optional<String> string() {
    if (text.isEmpty()) {
      place.report("\"\"", "a string that is not empty");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** Reads an integer from {@code least} to {@code most}. */
  public OptionalInt integer(int least, int most) {
    OptionalLong value = longInteger(least, most);
    return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
  }

  /** Reads an integer from {@code least} to {@code most}. */
  public OptionalLong longInteger(long least, long most) {
    if (!quoted && text.matches("-?\\d{1,19}")) {
      BigDecimal value = new BigDecimal(text);
      if (value.compareTo(BigDecimal.valueOf(least)) >= 0
          && value.compareTo(BigDecimal.valueOf(most)) <= 0) {
        return OptionalLong.of(value.longValueExact());
      }
    }
    place.report(describe(), "an integer from " + least + " to " + most);
    return OptionalLong.empty();
  }

  /** Reads a finite number. */
  public OptionalDouble number() {
    if (isNumber()) {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return OptionalDouble.of(value);
      }
    }
    place.report(describe(), "a finite number");
    return OptionalDouble.empty();
  }

  /** Reads a number from {@code least} to {@code most}. */
  public OptionalDouble number(int least, int most) {
    if (isNumber()) {
      double value = Double.parseDouble(text);
      if (value >= least && value <= most) {
        return OptionalDouble.of(value);
      }
    }
    place.report(describe(), "a number from " + least + " to " + most);
    return OptionalDouble.empty();
  }

  private boolean isNumber() {
    return !quoted && text.matches("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");
  }

  /** Reads {@code true} or {@code false}. */
  public Optional<Boolean> bool() {
    if (!quoted && (text.equals("true") || text.equals("false"))) {
      return Optional.of(text.equals("true"));
    }
    place.report(describe(), "true or false");
    return Optional.empty();
  }

  /**
   * Reads a duration longer than nothing: digits and one of the units ms, s, m, h, d, such as
   * {@code 24h}.
   */
  public Optional<Duration> duration() {
    return duration("");
  }

  /**
   * Reads a duration, or something else in its place.
   *
   * @param orElse what else is expected, as it follows in a message
   */
  public Optional<Duration> duration(String orElse) {
    Optional<Duration> duration = DurationText.parse(text);
    if (duration.isEmpty()) {
      place.report(describe(), DurationText.EXPECTATION + orElse);
    } else if (duration.get().isZero()) {
      place.report(describe(), "> 0" + text.replaceFirst("\\d+", ""));
      return Optional.empty();
    }
    return duration;
  }
}

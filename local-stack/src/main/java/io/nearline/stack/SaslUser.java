package io.nearline.stack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may use Kafka's listener that asks for a password.
 *
 * @param name letters and digits
 * @param password letters, digits, '.', '_' and '-'
 */
record SaslUser(String name, String password) {
  private static final Pattern TEXT = Pattern.compile("([A-Za-z0-9]+):([A-Za-z0-9._-]+)");

  /**
   * Reads {@code USER:PASSWORD}.
   *
   * @throws UsageException when it isn't that
   */
  static SaslUser parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new UsageException(
          "--sasl: no user and password (expected: USER:PASSWORD, letters and digits)");
    }
    return new SaslUser(matcher.group(1), matcher.group(2));
  }

  /** Returns what the broker's {@code sasl.jaas.config} for the mechanism PLAIN must be. */
  String brokerConfiguration() {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";"
        .formatted(name, password);
  }
}

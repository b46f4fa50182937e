package io.nearline.cli.demo;

import java.nio.charset.StandardCharsets;

/**
 * A record for a raw or an attribute topic.
 *
 * @param topic where it goes
 * @param key its key
 * @param value its text
 */
public record RawRecord(String topic, String key, String value) {

  /** Returns the key in UTF-8. */
  public byte[] keyBytes() {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the value in UTF-8. */
  public byte[] valueBytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}

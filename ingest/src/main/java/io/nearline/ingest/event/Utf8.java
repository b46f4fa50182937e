package io.nearline.ingest.event;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: what {@code new String} would replace is refused. */
final class Utf8 {
  private Utf8() {}

  static CharBuffer decode(byte[] bytes) throws RefusedEventException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw new RefusedEventException(
          DeadLetterReason.MALFORMED, "value: " + e.getMessage() + " (expected: UTF-8)");
    }
  }
}

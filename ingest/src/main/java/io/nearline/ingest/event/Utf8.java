package io.nearline.ingest.event;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: what {@code new String} would replace is refused. */
final class Utf8 {
  private Utf8() {}

  /** Returns whether each byte is a character of ASCII other than NUL. */
  static boolean isPlainAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b <= 0) {
        return false;
      }
    }
    return true;
  }

  static CharBuffer decode(byte[] bytes) throws RefusedEventException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw new RefusedEventException(
          DeadLetterReason.MALFORMED, "value: " + e.getMessage() + " (expected: UTF-8)");
    }
  }
}

package io.nearline.cli.letters;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Text of anybody's making, for a terminal: control characters, which could move its cursor or
 * recolour it, and those that turn the direction of writing are written as escapes.
 */
final class SafeText {
  private SafeText() {}

  /** Returns a text in one line. */
  static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(safe, c));
    return safe.toString();
  }

  /**
   * Returns bytes as a text in one line where they are UTF-8, else in hexadecimal.
   *
   * @param most how many bytes are shown at most
   */
  static String of(byte @Nullable [] bytes, int most) {
    if (bytes == null) {
      return "nothing";
    }
    String text;
    try {
      text = of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      text = "0x" + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, most));
    }
    if (bytes.length <= most) {
      return text;
    }
    int end = Math.min(text.length(), most);
    end -= end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
    return text.substring(0, end) + "… (" + bytes.length + " bytes; --full shows all)";
  }

  private static void append(StringBuilder safe, int c) {
    int type = Character.getType(c);
    if (type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE) {
      safe.append(String.format("\\u%04x", c));
    } else {
      safe.appendCodePoint(c);
    }
  }
}

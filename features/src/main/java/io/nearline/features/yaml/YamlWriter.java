package io.nearline.features.yaml;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes YAML that reads as the same nodes. The entries of the root stand one below the other, and
 * so do the items of its lists and the entries of its mappings; what is deeper stands in one line,
 * but for lists of more than {@value #SHORT_LIST} single values.
 */
public final class YamlWriter {
  private static final int SHORT_LIST = 6;

  /** What needs no quotes, wherever it stands. */
  private static final Pattern PLAIN = Pattern.compile("[-+]?[A-Za-z0-9_.][A-Za-z0-9_.@]*(-\\w+)*");

  private YamlWriter() {}

  /** Returns the text of a file. */
  public static String text(YamlMapping root) {
    StringBuilder text = new StringBuilder();
    root.entries().forEach((key, node) -> entry(key, node, text));
    return text.toString();
  }

  private static void entry(String key, YamlNode node, StringBuilder text) {
    text.append(quoted(key)).append(':');
    if (node instanceof YamlSequence sequence && !isShort(sequence)) {
      text.append('\n');
      items(sequence, "  ", text);
    } else if (node instanceof YamlMapping mapping && !mapping.entries().isEmpty()) {
      text.append('\n');
      for (Map.Entry<String, YamlNode> entry : mapping.entries().entrySet()) {
        text.append("  ").append(quoted(entry.getKey())).append(':');
        if (entry.getValue() instanceof YamlSequence sequence && !isShort(sequence)) {
          text.append('\n');
          items(sequence, "    ", text);
        } else {
          text.append(' ').append(flow(entry.getValue())).append('\n');
        }
      }
    } else {
      text.append(' ').append(flow(node)).append('\n');
    }
  }

  private static void items(YamlSequence sequence, String indent, StringBuilder text) {
    for (YamlNode item : sequence.items()) {
      text.append(indent).append("- ").append(flow(item)).append('\n');
    }
  }

  private static boolean isShort(YamlSequence sequence) {
    List<YamlNode> items = sequence.items();
    return items.size() <= SHORT_LIST && items.stream().allMatch(YamlScalar.class::isInstance);
  }

  private static String flow(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      return scalar.quoted() ? quotedAlways(scalar.text()) : quoted(scalar.text());
    }
    if (node instanceof YamlSequence sequence) {
      return sequence.items().stream()
          .map(YamlWriter::flow)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return ((YamlMapping) node)
        .entries().entrySet().stream()
            .map(entry -> quoted(entry.getKey()) + ": " + flow(entry.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String quoted(String text) {
    return PLAIN.matcher(text).matches() ? text : quotedAlways(text);
  }

  private static String quotedAlways(String text) {
    boolean printable =
        text.codePoints()
            .allMatch(point -> (point >= ' ' && point < 0x7F) || Character.isLetterOrDigit(point));
    return printable ? "'" + text.replace("'", "''") + "'" : escaped(text);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            point -> {
              if (point == '"' || point == '\\') {
                escaped.append('\\').appendCodePoint(point);
              } else if (point == '\n') {
                escaped.append("\\n");
              } else if (point >= ' ' && point < 0x7F) {
                escaped.appendCodePoint(point);
              } else {
                escaped.append(String.format("\\U%08X", point));
              }
            });
    return escaped.append('"').toString();
  }
}

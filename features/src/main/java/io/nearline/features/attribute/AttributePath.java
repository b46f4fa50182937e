package io.nearline.features.attribute;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names an attribute, such as {@code objectAttributes.geo}.
 *
 * @param root the JSON object that holds it
 * @param name its key there: a letter or underscore, then letters, digits and underscores
 */
public record AttributePath(AttributeRoot root, String name) implements Comparable<AttributePath> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** Checks the name. */
  public AttributePath {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name: " + name + " (expected: " + NAME + ")");
    }
  }

  /** Reads {@code root.name}; empty when the text is not of that form. */
  public static Optional<AttributePath> parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 0 || !NAME.matcher(text.substring(dot + 1)).matches()) {
      return Optional.empty();
    }
    return AttributeRoot.of(text.substring(0, dot))
        .map(root -> new AttributePath(root, text.substring(dot + 1)));
  }

  /** Returns {@code root.name}. */
  @Override
  public String toString() {
    return root.field() + "." + name;
  }

  /** Orders by root, then name. */
  @Override
  public int compareTo(AttributePath other) {
    int byRoot = root.compareTo(other.root);
    return byRoot != 0 ? byRoot : name.compareTo(other.name);
  }
}

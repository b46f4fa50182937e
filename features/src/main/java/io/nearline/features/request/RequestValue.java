package io.nearline.features.request;

import io.nearline.features.type.ValueType;
import java.util.regex.Pattern;

/**
 * A value that comes with the call and that a definition reads as {@code request.NAME}. Nothing
 * declares it: its type follows from its use.
 *
 * @param name its name, an identifier
 * @param type its type: a scalar or a vector
 */
public record RequestValue(String name, ValueType type) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** The variable whose members are the values of a call. */
  public static final String ROOT = "request";

  /** Checks the name. */
  public RequestValue {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name: " + name + " (expected: an identifier)");
    }
  }

  /** Returns it as definitions write it: {@code request.geo}. */
  public String text() {
    return ROOT + "." + name;
  }
}

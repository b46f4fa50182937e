package io.nearline.ingest.expression;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;

/** What an expression must result in. A dynamic type passes at load and is checked by event. */
public enum ResultKind {
  /** True or false. */
  BOOL("a bool"),
  /** A string. */
  STRING("a string"),
  /** A string, or an integer that stands for its decimal text. */
  IDENTIFIER("a string or an int"),
  /** A 64-bit integer, or a double without fraction. */
  INTEGER("an int"),
  /** An instant: epoch milliseconds or a timestamp. */
  INSTANT("an int of epoch milliseconds or a timestamp"),
  /** Attributes: a map or null. */
  ATTRIBUTES("a map or null");

  private final String text;

  ResultKind(String text) {
    this.text = text;
  }

  /** Returns what is expected, in words. */
  public String text() {
    return text;
  }

  boolean admits(CelType type) {
    CelKind kind = type.kind();
    if (kind == CelKind.DYN || kind == CelKind.ANY) {
      return true;
    }
    boolean number = kind == CelKind.INT || kind == CelKind.UINT || kind == CelKind.DOUBLE;
    return switch (this) {
      case BOOL -> kind == CelKind.BOOL;
      case STRING -> kind == CelKind.STRING;
      case IDENTIFIER -> kind == CelKind.STRING || kind == CelKind.INT || kind == CelKind.UINT;
      case INTEGER -> number;
      case INSTANT -> number || kind == CelKind.TIMESTAMP;
      case ATTRIBUTES -> kind == CelKind.MAP || kind == CelKind.NULL_TYPE || kind == CelKind.OPAQUE;
    };
  }
}

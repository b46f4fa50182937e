package io.nearline.ingest.expression;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.EnumSet;
import java.util.Set;

/** What an expression must result in. A dynamic type passes at load and is checked by event. */
public enum ResultKind {
  /** True or false. */
  BOOL("a bool", EnumSet.of(CelKind.BOOL)),
  /** A string. */
  STRING("a string", EnumSet.of(CelKind.STRING)),
  /** A string, or an integer that stands for its decimal text. */
  IDENTIFIER("a string or an int", EnumSet.of(CelKind.STRING, CelKind.INT, CelKind.UINT)),
  /** A 64-bit integer. */
  INTEGER("an int", EnumSet.of(CelKind.INT, CelKind.UINT, CelKind.DOUBLE)),
  /** An instant: epoch milliseconds or a timestamp. */
  INSTANT(
      "an int of epoch milliseconds or a timestamp",
      EnumSet.of(CelKind.INT, CelKind.UINT, CelKind.DOUBLE, CelKind.TIMESTAMP)),
  /** Attributes: a map or null. */
  ATTRIBUTES("a map or null", EnumSet.of(CelKind.MAP, CelKind.NULL_TYPE, CelKind.OPAQUE));

  private final String text;
  private final Set<CelKind> kinds;

  ResultKind(String text, Set<CelKind> kinds) {
    this.text = text;
    this.kinds = kinds;
  }

  /** Returns what is expected, in words. */
  public String text() {
    return text;
  }

  boolean admits(CelType type) {
    return type.kind() == CelKind.DYN || type.kind() == CelKind.ANY || kinds.contains(type.kind());
  }
}

package io.nearline.features.cel;

import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr;
import io.nearline.features.request.RequestValue;
import java.util.Optional;

/** Reads and describes parts of a CEL tree. */
public final class CelParts {
  private CelParts() {}

  /**
   * Returns the name that a part reads as {@code request.NAME}, or asks the presence of; empty when
   * it is something else.
   */
  public static Optional<String> requestName(CelExpr part) {
    return part.getKind() == CelExpr.ExprKind.Kind.SELECT
            && part.select().operand().getKind() == CelExpr.ExprKind.Kind.IDENT
            && part.select().operand().ident().name().equals(RequestValue.ROOT)
        ? Optional.of(part.select().field())
        : Optional.empty();
  }

  /**
   * Returns where a part stands, as {@code at 1:7} with a space before, line and column from 1;
   * empty when the source doesn't tell.
   */
  public static String place(CelSource source, CelExpr part) {
    Integer offset = source.getPositionsMap().get(part.id());
    return offset == null
        ? ""
        : source
            .getOffsetLocation(offset)
            .map(location -> " at " + location.getLine() + ":" + (location.getColumn() + 1))
            .orElse("");
  }

  /** Returns what a part is: {@code +}, {@code applies_24h} or {@code a list}. */
  public static String describe(CelExpr part) {
    return switch (part.getKind()) {
      case CALL -> operation(part.call().function());
      case IDENT -> part.ident().name();
      case CONSTANT -> "a literal";
      case SELECT ->
          requestName(part)
              .map(name -> RequestValue.ROOT + "." + name)
              .orElse("." + part.select().field());
      case LIST -> "a list";
      case MAP -> "a map";
      case STRUCT -> "a message";
      case COMPREHENSION -> "a comprehension";
      case NOT_SET -> "nothing";
    };
  }

  /** Returns a CEL function as it is written: {@code +} for {@code _+_}. */
  private static String operation(String function) {
    if (function.equals("@in")) {
      return "in";
    }
    String sign = function.replace("_", "");
    return sign.isEmpty() || Character.isLetter(function.charAt(0)) ? function + "()" : sign;
  }
}

package io.nearline.features.expression;

import dev.cel.common.ast.CelExpr;

/** What the parts of an expression are called in messages. */
final class Descriptions {
  private Descriptions() {}

  /** Returns what a part is: {@code +}, {@code applies_24h} or {@code a list}. */
  static String of(CelExpr expression) {
    return switch (expression.getKind()) {
      case CALL -> operation(expression.call().function());
      case IDENT -> expression.ident().name();
      case CONSTANT -> "a literal";
      case SELECT -> "." + expression.select().field();
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

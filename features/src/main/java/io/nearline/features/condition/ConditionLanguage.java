package io.nearline.features.condition;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.Map;
import java.util.Set;

/** The part of CEL that conditions have: what can be translated to SQL. */
final class ConditionLanguage {
  /** The part, in words. */
  static final String TEXT =
      "== != < <= > >= in && || ! has() startsWith over fields, literals and request.*";

  /** What is expected in place of something outside of it. */
  static final String EXPECTATION = "what conditions have: " + TEXT;

  /** The comparators by CEL's names. */
  static final Map<String, Comparator> COMPARATORS =
      Map.of(
          "_==_", Comparator.EQUAL,
          "_!=_", Comparator.NOT_EQUAL,
          "_<_", Comparator.LESS,
          "_<=_", Comparator.LESS_OR_EQUAL,
          "_>_", Comparator.GREATER,
          "_>=_", Comparator.GREATER_OR_EQUAL);

  private static final Set<StandardFunction> FUNCTIONS =
      Set.of(
          StandardFunction.EQUALS,
          StandardFunction.NOT_EQUALS,
          StandardFunction.LESS,
          StandardFunction.LESS_EQUALS,
          StandardFunction.GREATER,
          StandardFunction.GREATER_EQUALS,
          StandardFunction.IN,
          StandardFunction.LOGICAL_AND,
          StandardFunction.LOGICAL_OR,
          StandardFunction.LOGICAL_NOT,
          StandardFunction.STARTS_WITH);

  /** What no field is of. */
  private static final Set<CelType> OTHER_TYPES =
      Set.of(SimpleType.UINT, SimpleType.BYTES, SimpleType.TIMESTAMP, SimpleType.DURATION);

  /**
   * CEL's declarations of the part. The checker compares all overloads of a function with each
   * other, for each condition anew: without those of types that no field has, conditions compile
   * twice as fast.
   */
  static final CelStandardDeclarations DECLARATIONS =
      CelStandardDeclarations.newBuilder()
          .filterFunctions(
              (function, overload) ->
                  FUNCTIONS.contains(function)
                      && overload.celOverloadDecl().parameterTypes().stream()
                          .noneMatch(OTHER_TYPES::contains))
          .build();

  private static final Set<String> OTHER_FUNCTIONS =
      Set.of("_&&_", "_||_", "!_", "@in", "startsWith");

  private ConditionLanguage() {}

  /** Returns whether CEL's function of that name belongs to it. */
  static boolean has(String function) {
    return COMPARATORS.containsKey(function) || OTHER_FUNCTIONS.contains(function);
  }
}

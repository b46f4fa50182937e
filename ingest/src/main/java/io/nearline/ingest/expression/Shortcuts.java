package io.nearline.ingest.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes shortcuts of checked expressions: of fields, literals, maps with literal names, and {@link
 * Operation operations} between them. Expressions of anything else have none.
 */
final class Shortcuts {
  private static final String OPTIONAL_FIELD = "_?._";

  /** Says that an optional member of a map is left out. */
  private static final Object ABSENT = new Object();

  private Shortcuts() {}

  /** Returns the shortcut of an expression; empty where it has none. */
  static Optional<Shortcut> of(CelExpr expression) {
    return switch (expression.getKind()) {
      case CONSTANT -> constant(expression.constant());
      case IDENT -> Optional.of(variable(expression.ident().name()));
      case SELECT -> field(expression.select());
      case CALL -> call(expression.call());
      case MAP -> map(expression.map());
      case NOT_SET, LIST, STRUCT, COMPREHENSION -> Optional.empty();
    };
  }

  private static Optional<Shortcut> constant(CelConstant constant) {
    Object value =
        switch (constant.getKind()) {
          case NULL_VALUE -> NullValue.NULL_VALUE;
          case BOOLEAN_VALUE -> constant.booleanValue();
          case INT64_VALUE -> constant.int64Value();
          case DOUBLE_VALUE -> constant.doubleValue();
          case STRING_VALUE -> constant.stringValue();
          case NOT_SET, UINT64_VALUE, BYTES_VALUE, TIMESTAMP_VALUE, DURATION_VALUE ->
              Shortcut.UNSURE;
        };
    return value == Shortcut.UNSURE ? Optional.empty() : Optional.of(variables -> value);
  }

  private static Shortcut variable(String name) {
    return variables -> sure(variables.get(name));
  }

  private static Optional<Shortcut> field(CelSelect select) {
    String name = select.field();
    return of(select.operand())
        .map(
            operand ->
                select.testOnly()
                    ? variables ->
                        operand.evaluate(variables) instanceof Map<?, ?> map
                            ? (Object) map.containsKey(name)
                            : Shortcut.UNSURE
                    : variables ->
                        operand.evaluate(variables) instanceof Map<?, ?> map
                            ? sure(map.get(name))
                            : Shortcut.UNSURE);
  }

  /** Values of other types than these, integers beyond 64 bits say, are CEL's to judge. */
  private static Object sure(@Nullable Object value) {
    return value instanceof String
            || value instanceof Long
            || value instanceof Boolean
            || value instanceof Double
            || value instanceof Map<?, ?>
            || value instanceof List<?>
            || value instanceof NullValue
        ? value
        : Shortcut.UNSURE;
  }

  private static Optional<Shortcut> call(CelCall call) {
    List<CelExpr> all = new ArrayList<>();
    call.target().ifPresent(all::add);
    all.addAll(call.args());
    List<Shortcut> operands = new ArrayList<>();
    for (CelExpr operand : all) {
      Optional<Shortcut> shortcut = of(operand);
      if (shortcut.isEmpty()) {
        return Optional.empty();
      }
      operands.add(shortcut.get());
    }
    return Operation.of(call.function(), call.target().isPresent(), operands);
  }

  /** A member of a map, whose value may be {@link #ABSENT}. */
  private record Member(String name, Shortcut value) {}

  private static Optional<Shortcut> map(CelMap map) {
    List<Member> members = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (CelMap.Entry entry : map.entries()) {
      Optional<Member> member = member(entry);
      if (member.isEmpty() || !names.add(member.get().name())) {
        return Optional.empty();
      }
      members.add(member.get());
    }
    return Optional.of(variables -> evaluate(members, variables));
  }

  private static Object evaluate(List<Member> members, Map<String, Object> variables) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Member member : members) {
      Object value = member.value().evaluate(variables);
      if (value == Shortcut.UNSURE) {
        return value;
      }
      if (value != ABSENT) {
        values.put(member.name(), value);
      }
    }
    return values;
  }

  private static Optional<Member> member(CelMap.Entry entry) {
    CelExpr key = entry.key();
    if (key.getKind() != CelExpr.ExprKind.Kind.CONSTANT
        || key.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      return Optional.empty();
    }
    Optional<Shortcut> value =
        entry.optionalEntry() ? optionalField(entry.value()) : of(entry.value());
    return value.map(shortcut -> new Member(key.constant().stringValue(), shortcut));
  }

  /** Returns what evaluates {@code x.?y} to y's value, or to {@link #ABSENT}. */
  private static Optional<Shortcut> optionalField(CelExpr expression) {
    if (expression.getKind() != CelExpr.ExprKind.Kind.CALL
        || !expression.call().function().equals(OPTIONAL_FIELD)) {
      return Optional.empty();
    }
    List<CelExpr> operands = expression.call().args();
    String name = operands.get(1).constant().stringValue();
    return of(operands.get(0))
        .map(
            operand ->
                variables -> {
                  if (!(operand.evaluate(variables) instanceof Map<?, ?> map)) {
                    return Shortcut.UNSURE;
                  }
                  Object value = map.get(name);
                  return value == null
                      ? ABSENT
                      : value instanceof NullValue ? Shortcut.UNSURE : sure(value);
                });
  }
}

package io.nearline.features.expression;

import io.nearline.features.type.ValueType;
import io.nearline.features.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A bound expression: all names are known and all types fit. Its value may be null, which is not a
 * value of any type:
 *
 * <ul>
 *   <li>an input without a value is null;
 *   <li>arithmetic, functions and comparisons over a null are null;
 *   <li>a number that is not finite is null: what a division by zero, the logarithm of a negative
 *       number or an overflow would give;
 *   <li>{@code &&} and {@code ||} are null only where the other operand doesn't decide ({@code
 *       false && null} is false, {@code true || null} is true);
 *   <li>{@code a ? b : c} is null where a is, and else its branch, whatever the other one is;
 *   <li>{@code coalesce} and {@code ratio} are there to give something else than null.
 * </ul>
 *
 * <p>Arithmetic is that of doubles. Integers are converted one by one, so that {@code /} is never
 * an integer division. Implementations are records, immutable.
 */
public sealed interface Expression
    permits Arithmetic,
        AsDouble,
        Coalesce,
        Comparison,
        Conditional,
        Constant,
        Extreme,
        Input,
        Logic,
        Negation,
        NumberFunction,
        Ratio,
        Requested,
        VectorProduct {

  /** Returns the type of its value: a scalar or a vector. */
  ValueType type();

  /** Returns it in canonical form: equal texts mean the same, given equal inputs. */
  String text();

  /** Returns its value; null where it has none. */
  @Nullable Value evaluate(Inputs inputs);
}

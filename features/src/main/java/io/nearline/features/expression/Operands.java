package io.nearline.features.expression;

import dev.cel.common.ast.CelExpr;
import io.nearline.features.cel.CelParts;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.type.VectorType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Translates operands into expressions of the type that their place wants. */
final class Operands {
  private final Function<CelExpr, Expression> translator;
  private final Places places;
  private final RequestedValues requested;

  /**
   * Makes them of a translator.
   *
   * @param translator translates what is no value of the call, whatever its type
   */
  Operands(Function<CelExpr, Expression> translator, Places places, RequestedValues requested) {
    this.translator = translator;
    this.places = places;
    this.requested = requested;
  }

  /** Translates what may be a value of the call, which then is of that type. */
  Expression of(CelExpr expression, ValueType type) {
    return RequestedValues.isRequested(expression)
        ? requested.of(expression, type)
        : translator.apply(expression);
  }

  /** Translates expressions of one type: where integers meet doubles, they are made doubles. */
  List<Expression> alike(List<CelExpr> expressions) {
    @Nullable Expression[] translated = new Expression[expressions.size()];
    Expression first = null;
    boolean doubles = false;
    for (int i = 0; i < translated.length; i++) {
      CelExpr each = expressions.get(i);
      if (RequestedValues.isRequested(each)) {
        continue;
      }
      Expression known = translator.apply(each);
      translated[i] = known;
      first = first == null ? known : first;
      doubles |= known.type() == ScalarType.DOUBLE;
      requireAlike(each, known, first);
    }
    // Values of the call take the type of what stands beside them.
    ValueType type = first == null || doubles ? ScalarType.DOUBLE : first.type();
    List<Expression> all = new ArrayList<>();
    for (int i = 0; i < translated.length; i++) {
      Expression known = translated[i];
      if (known != null) {
        all.add(doubles ? AsDouble.of(known) : known);
      } else if (first == null) {
        throw requested.refuse(expressions.get(i));
      } else {
        all.add(requested.of(expressions.get(i), type));
      }
    }
    return all;
  }

  private void requireAlike(CelExpr expression, Expression translated, Expression first) {
    if (!isNumber(first)) {
      requireType(expression, translated, first.type());
    } else if (!isNumber(translated)) {
      throw places.refuse(
          expression, describe(expression, translated), "a number, as the first one");
    }
  }

  void requireType(CelExpr expression, Expression translated, ValueType type) {
    if (!translated.type().equals(type)) {
      throw places.refuse(
          expression, describe(expression, translated), type.text() + ", as what it stands beside");
    }
  }

  Expression number(CelExpr expression) {
    Expression translated = of(expression, ScalarType.DOUBLE);
    if (!isNumber(translated)) {
      throw places.refuse(expression, describe(expression, translated), "a number");
    }
    // Arithmetic converts by itself: only literals, which may be written either way, are made
    // alike.
    return translated instanceof Constant ? AsDouble.of(translated) : translated;
  }

  Expression bool(CelExpr expression) {
    Expression translated = of(expression, ScalarType.BOOL);
    if (translated.type() != ScalarType.BOOL) {
      throw places.refuse(expression, describe(expression, translated), "a boolean");
    }
    return translated;
  }

  Expression vector(CelExpr expression) {
    Expression translated = translator.apply(expression);
    if (!(translated.type() instanceof VectorType)) {
      throw places.refuse(expression, describe(expression, translated), "a vector");
    }
    return translated;
  }

  static boolean isNumber(Expression expression) {
    return expression.type() instanceof ScalarType scalar && scalar.isNumber();
  }

  String describe(CelExpr expression, Expression translated) {
    String type = " of type " + translated.type().text();
    if (translated instanceof Constant constant) {
      return constant.text() + type;
    }
    return places.reference(expression).map(Reference::text).orElse(CelParts.describe(expression))
        + type;
  }
}

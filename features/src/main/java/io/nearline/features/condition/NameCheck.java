package io.nearline.features.condition;

import dev.cel.common.ast.CelExpr;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributeRoot;
import io.nearline.features.cel.CelParts;
import io.nearline.features.field.Fields;
import io.nearline.features.request.RequestValue;
import java.util.Optional;

/**
 * Checks, before types are looked at, that all names of a condition exist, to name the nearest, and
 * that all functions belong to the language, to name the one that does not.
 */
final class NameCheck {
  private final Fields fields;
  private final Positions positions;

  NameCheck(AttributeCatalogue attributes, Positions positions) {
    this.fields = new Fields(attributes);
    this.positions = positions;
  }

  /** Throws a {@link ConditionException} for the first name that is not to be had. */
  void check(CelExpr expression) {
    switch (expression.getKind()) {
      case IDENT -> {
        String name = expression.ident().name();
        if (name.equals(RequestValue.ROOT)) {
          throw positions.refuse(expression, name, "a value of the call, such as request.geo");
        }
        if (AttributeRoot.of(name).isEmpty()) {
          require(expression, name);
        }
      }
      case SELECT -> {
        if (CelParts.requestName(expression).isPresent()) {
          RequestNames.requireValue(expression, positions);
          return;
        }
        CelExpr operand = expression.select().operand();
        Optional<AttributeRoot> root =
            operand.getKind() == CelExpr.ExprKind.Kind.IDENT
                ? AttributeRoot.of(operand.ident().name())
                : Optional.empty();
        if (root.isPresent()) {
          require(expression, root.get().field() + "." + expression.select().field());
        } else {
          check(operand);
        }
      }
      case CALL -> {
        if (!ConditionLanguage.has(expression.call().function())) {
          throw positions.refuse(
              expression, CelParts.describe(expression), ConditionLanguage.EXPECTATION);
        }
        expression.call().target().ifPresent(this::check);
        expression.call().args().forEach(this::check);
      }
      case LIST -> expression.list().elements().forEach(this::check);
      case CONSTANT, STRUCT, MAP, COMPREHENSION, NOT_SET -> {}
    }
  }

  private void require(CelExpr expression, String name) {
    if (fields.field(name).isEmpty()) {
      throw positions.unknown(expression, name, fields.expectation(name));
    }
  }
}

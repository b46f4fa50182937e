package io.nearline.features.definition;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.condition.Condition;
import io.nearline.features.condition.ConditionCompiler;
import io.nearline.features.condition.ConditionException;
import io.nearline.features.yaml.YamlScalar;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles conditions, each text once. What is wrong is reported where it stands. Not thread-safe.
 */
final class ConditionBinder {
  private final AttributeCatalogue attributes;
  private final ConditionCompiler compiler;
  private final Map<String, Condition> conditions = new HashMap<>();

  ConditionBinder(AttributeCatalogue attributes) {
    this.attributes = attributes;
    this.compiler = new ConditionCompiler(attributes);
  }

  /** Returns the condition; empty when it was refused. */
  Optional<Condition> bind(YamlScalar scalar) {
    try {
      return Optional.of(conditions.computeIfAbsent(scalar.text(), compiler::compile));
    } catch (ConditionException e) {
      if (e.name().filter(attributes::isRefused).isEmpty()) {
        scalar.place().report(e.value(), e.expectation());
      }
      return Optional.empty();
    }
  }
}

package io.nearline.features.definition;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.condition.Comparator;
import io.nearline.features.condition.Condition;
import io.nearline.features.condition.ConditionCompiler;
import io.nearline.features.condition.ConditionException;
import io.nearline.features.condition.Literal;
import io.nearline.features.field.StandardField;
import io.nearline.features.yaml.YamlScalar;
import java.util.HashMap;
import java.util.List;
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

  /** Returns the condition of a feature, its verb included; empty when it was refused. */
  Optional<Condition> bind(UnboundFeature feature) {
    Optional<Condition> where =
        feature.where().isPresent() ? bind(feature.where().get()) : Optional.of(Condition.always());
    return feature.verb().isEmpty()
        ? where
        : where.map(rest -> Condition.and(List.of(isVerb(feature.verb().get().text()), rest)));
  }

  private static Condition isVerb(String verb) {
    return new Condition.Comparison(StandardField.VERB, Comparator.EQUAL, new Literal.Text(verb));
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

package io.nearline.features.definition;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.condition.Atom;
import io.nearline.features.condition.Comparator;
import io.nearline.features.condition.Condition;
import io.nearline.features.condition.ConditionCompiler;
import io.nearline.features.condition.ConditionException;
import io.nearline.features.condition.Literal;
import io.nearline.features.field.StandardField;
import io.nearline.features.problem.Excerpt;
import io.nearline.features.yaml.YamlScalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Compiles conditions, each text once. What is wrong is reported where it stands. Not thread-safe.
 */
final class ConditionBinder {
  private final AttributeCatalogue attributes;
  private final Function<String, Condition> compiler;
  private final Map<String, Condition> conditions = new HashMap<>();
  private final Map<String, ConditionException> refusals = new HashMap<>();

  ConditionBinder(AttributeCatalogue attributes) {
    this(attributes, new ConditionCompiler(attributes)::compile);
  }

  /**
   * Makes a binder.
   *
   * @param compiler compiles a condition or throws a {@link ConditionException}
   */
  ConditionBinder(AttributeCatalogue attributes, Function<String, Condition> compiler) {
    this.attributes = attributes;
    this.compiler = compiler;
  }

  /**
   * Returns the condition of a feature, its verb included; empty when it was refused.
   *
   * @param requested the values of the call that the feature has read so far, to be added to
   */
  Optional<Condition> bind(UnboundFeature feature, RequestTypes requested) {
    Optional<Condition> where =
        feature.where().isPresent()
            ? bind(feature.where().get(), requested)
            : Optional.of(Condition.always());
    return feature.verb().isEmpty()
        ? where
        : where.map(rest -> Condition.and(List.of(isVerb(feature.verb().get().text()), rest)));
  }

  private static Condition isVerb(String verb) {
    return new Atom.Comparison(StandardField.VERB, Comparator.EQUAL, new Literal.Text(verb));
  }

  /**
   * Returns the condition; empty when it was refused.
   *
   * @param requested the values of the call that the feature has read so far, to be added to
   */
  Optional<Condition> bind(YamlScalar scalar, RequestTypes requested) {
    try {
      Condition condition = compile(scalar.text());
      requested.add(condition.requestValues(), Excerpt.of(scalar.text()), scalar.place());
      return Optional.of(condition);
    } catch (ConditionException e) {
      if (e.name().filter(attributes::isRefused).isEmpty()) {
        scalar.place().report(e.value(), e.expectation());
      }
      return Optional.empty();
    }
  }

  private Condition compile(String text) {
    ConditionException refusal = refusals.get(text);
    if (refusal != null) {
      throw refusal;
    }
    try {
      return conditions.computeIfAbsent(text, compiler);
    } catch (ConditionException e) {
      refusals.put(text, e);
      throw e;
    }
  }
}

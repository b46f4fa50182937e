package io.nearline.features.definition;

import io.nearline.features.expression.BoundExpression;
import io.nearline.features.expression.Expression;
import io.nearline.features.expression.Inputs;
import io.nearline.features.request.RequestValue;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Value;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A feature that is an expression over other features. These may be of other sets and entities, and
 * derived themselves. An input's default stands for the input here too. Two are equal when they
 * have the same name and mean the same.
 */
public final class DerivedFeature implements Feature {
  /** The most derived features that may be made one of another: evaluation descends from each. */
  public static final int MAX_DEPTH = 64;

  private final String set;
  private final int version;
  private final String name;
  private final Expression expression;
  private final Set<RequestValue> expressionValues;
  private final Set<RequestValue> requestValues = new LinkedHashSet<>();
  private final String expressionText;
  private final List<Feature> inputs;
  private final Optional<Value> defaultValue;
  private final Set<AggregateFeature> aggregates = new LinkedHashSet<>();
  private final int depth;
  private final String canonicalText;
  private final String hash;

  /**
   * Makes the feature.
   *
   * @param set the feature set's name
   * @param version the feature set's version, from 1
   * @param name its name in the set
   * @param expression what its value is
   * @param expressionText the expression as written
   * @param inputs the features that the expression reads, by their indexes there; at least one
   * @param defaultValue what stands where the expression is null
   */
  public DerivedFeature(
      String set,
      int version,
      String name,
      BoundExpression expression,
      String expressionText,
      List<Feature> inputs,
      Optional<Value> defaultValue) {
    this.set = set;
    this.version = version;
    this.name = name;
    this.expression = expression.expression();
    this.expressionValues = expression.requestValues();
    this.expressionText = expressionText;
    this.inputs = List.copyOf(inputs);
    this.defaultValue = defaultValue;
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException(
          "inputs of " + versionedName() + ": none (expected: at least one)");
    }
    for (Feature input : inputs) {
      aggregates.addAll(input.aggregates());
      requestValues.addAll(input.requestValues());
    }
    requestValues.addAll(expression.requestValues());
    this.depth = depth(inputs);
    this.canonicalText = CanonicalText.of(this);
    this.hash = CanonicalText.hash(canonicalText);
  }

  @Override
  public String set() {
    return set;
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ValueType type() {
    return expression.type();
  }

  /** Returns what its value is. */
  public Expression expression() {
    return expression;
  }

  /**
   * Returns the values of the call that the expression itself reads: one for all rows of the call,
   * or one for each.
   */
  public Set<RequestValue> expressionValues() {
    return expressionValues;
  }

  /** Returns the expression as written. */
  public String expressionText() {
    return expressionText;
  }

  @Override
  public List<Feature> inputs() {
    return inputs;
  }

  @Override
  public Optional<Value> defaultValue() {
    return defaultValue;
  }

  @Override
  public Set<AggregateFeature> aggregates() {
    return Collections.unmodifiableSet(aggregates);
  }

  @Override
  public Set<RequestValue> requestValues() {
    return Collections.unmodifiableSet(requestValues);
  }

  /**
   * Returns its value over those of its inputs: the expression's, else the default, else no value.
   */
  public Evaluated evaluate(Inputs values) {
    @Nullable Value value = expression.evaluate(values);
    return value != null ? Evaluated.present(value) : Evaluated.NULL_VALUE.orDefault(defaultValue);
  }

  /**
   * Returns how many derived features a feature over these inputs would be made of, one of another,
   * with itself.
   */
  static int depth(List<Feature> inputs) {
    return 1
        + inputs.stream()
            .mapToInt(input -> input instanceof DerivedFeature derived ? derived.depth : 0)
            .max()
            .orElse(0);
  }

  @Override
  public String canonicalText() {
    return canonicalText;
  }

  @Override
  public String hash() {
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DerivedFeature feature && canonicalText.equals(feature.canonicalText);
  }

  @Override
  public int hashCode() {
    return canonicalText.hashCode();
  }

  @Override
  public String toString() {
    return versionedName() + ": " + expressionText;
  }
}

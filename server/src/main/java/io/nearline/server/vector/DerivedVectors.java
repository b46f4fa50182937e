package io.nearline.server.vector;

import io.nearline.features.definition.DerivedFeature;
import io.nearline.features.definition.Feature;
import io.nearline.features.expression.Inputs;
import io.nearline.features.request.RequestValue;
import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Value;
import io.nearline.features.value.ValueStatus;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes vectors of derived features out of those of the aggregations. Each row's value is made of
 * its inputs' values in that row; an input of one value stands for all rows. What is wrong with the
 * data behind any input is wrong with the derived value, whether the expression needed that input
 * or not: ERROR before TIMEOUT before PARTIAL before STALE. Its latest action is the latest of its
 * inputs'; a default has none. Not thread-safe.
 */
final class DerivedVectors {
  private final RequestValues requestValues;

  /** By identity: a catalogue has one of each, and to compare two by value takes long. */
  private final IdentityHashMap<Feature, FeatureVector> vectors = new IdentityHashMap<>();

  DerivedVectors(RequestValues requestValues) {
    this.requestValues = requestValues;
  }

  /** Adds the vector of an aggregation. */
  void add(FeatureVector vector) {
    vectors.put(vector.feature(), vector);
  }

  /** Returns a feature's vector; those of the aggregations that it is made of are there already. */
  FeatureVector of(Feature feature) {
    FeatureVector known = vectors.get(feature);
    if (known != null) {
      return known;
    }
    FeatureVector vector =
        feature instanceof DerivedFeature derived
            ? derive(derived, derived.inputs().stream().map(this::of).toList())
            : equal(feature);
    vectors.put(feature, vector);
    return vector;
  }

  /** Returns the vector of an equal feature: one of any window is made anew whoever names it. */
  private FeatureVector equal(Feature feature) {
    return vectors.values().stream()
        .filter(vector -> vector.feature().equals(feature))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    feature.versionedName() + " (expected: one of the plan's aggregations)"));
  }

  private FeatureVector derive(DerivedFeature feature, List<FeatureVector> inputs) {
    int rows =
        Stream.concat(
                inputs.stream().map(FeatureVector::size),
                feature.expressionValues().stream()
                    .map(value -> requestValues.column(value).size()))
            .mapToInt(Integer::intValue)
            .max()
            .orElseThrow();
    @Nullable Value[] values = new Value[rows];
    ValueState[] states = new ValueState[rows];
    boolean withLastActions = inputs.get(0).lastActionMillis().isPresent();
    long[] last = new long[withLastActions ? rows : 0];
    Row row = new Row(inputs);
    for (int i = 0; i < rows; i++) {
      row.index = i;
      Evaluated evaluated = feature.evaluate(row);
      states[i] = ValueState.of(evaluated.status(), row.shortfall(), row.isStale());
      values[i] = states[i].mayHaveValue() ? evaluated.value().orElse(null) : null;
      if (withLastActions) {
        boolean ofActions = values[i] != null && evaluated.status() == ValueStatus.PRESENT;
        last[i] = ofActions ? row.lastActionMillis() : Long.MIN_VALUE;
      }
    }
    return new FeatureVector(
        feature, values, states, withLastActions ? Optional.of(last) : Optional.empty());
  }

  /** The inputs' values in one row. */
  private final class Row implements Inputs {
    private final List<FeatureVector> inputs;
    private int index;

    Row(List<FeatureVector> inputs) {
      this.inputs = inputs;
    }

    private int indexIn(FeatureVector input) {
      return input.size() == 1 ? 0 : index;
    }

    @Override
    public @Nullable Value feature(int input) {
      FeatureVector vector = inputs.get(input);
      return vector.value(indexIn(vector)).orElse(null);
    }

    @Override
    public Value request(RequestValue value) {
      return requestValues.value(value, index);
    }

    /** Returns the worst of what is wrong with the data behind the inputs; null: nothing. */
    @Nullable ValueState shortfall() {
      ValueState worst = null;
      for (FeatureVector input : inputs) {
        ValueState state = input.state(indexIn(input));
        if (state.isShortfall() && (worst == null || state.compareTo(worst) > 0)) {
          worst = state;
        }
      }
      return worst;
    }

    boolean isStale() {
      for (FeatureVector input : inputs) {
        if (input.state(indexIn(input)) == ValueState.STALE) {
          return true;
        }
      }
      return false;
    }

    long lastActionMillis() {
      long last = Long.MIN_VALUE;
      for (FeatureVector input : inputs) {
        last = Math.max(last, input.lastActionMillis().orElseThrow()[indexIn(input)]);
      }
      return last;
    }
  }
}

package io.nearline.server.vector;

import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Value;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.plan.PlannedFeature;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One aggregation's value of every entity of a batch, or why it has none. Immutable. */
final class KeyedValues {
  private final PlannedFeature feature;
  private final Evaluated[] values;
  private final @Nullable ValueState[] shortfalls;
  private final Optional<long[]> lastActionMillis;
  private final Optional<PinotException> unreadable;

  private KeyedValues(
      PlannedFeature feature,
      Evaluated[] values,
      @Nullable ValueState[] shortfalls,
      Optional<long[]> lastActionMillis,
      Optional<PinotException> unreadable) {
    this.feature = feature;
    this.values = values;
    this.shortfalls = shortfalls;
    this.lastActionMillis = lastActionMillis;
    this.unreadable = unreadable;
  }

  /** Evaluates a feature for every key of its lookup. */
  static KeyedValues of(PlannedFeature feature, LookupRows rows, long asOfMillis) {
    try {
      return new KeyedValues(
          feature,
          rows.evaluate(feature, asOfMillis),
          rows.shortfalls(feature),
          feature
              .lastAction()
              .map(source -> rows.lastActionMillis(feature.feature(), source, asOfMillis)),
          Optional.empty());
    } catch (PinotException e) {
      return new KeyedValues(
          feature, new Evaluated[0], new ValueState[0], Optional.empty(), Optional.of(e));
    }
  }

  /** Returns the feature. */
  PlannedFeature feature() {
    return feature;
  }

  /** Returns why the answers that the values are made of can't be read; empty when they can. */
  Optional<PinotException> unreadable() {
    return unreadable;
  }

  /**
   * Returns one caller's vector.
   *
   * @param keys the entities of the feature's lookup
   * @param stale whether the data is older than the caller accepts
   */
  FeatureVector vector(BatchKeys keys, int caller, boolean stale) {
    int rows = keys.rows(caller);
    @Nullable Value[] picked = new Value[rows];
    ValueState[] states = new ValueState[rows];
    boolean withLastActions = feature.lastAction().isPresent();
    long[] last = new long[withLastActions ? rows : 0];
    if (unreadable.isPresent()) {
      Arrays.fill(states, ValueState.ERROR);
      Arrays.fill(last, Long.MIN_VALUE);
    } else {
      for (int row = 0; row < rows; row++) {
        int key = keys.position(caller, row);
        states[row] = ValueState.of(values[key].status(), shortfalls[key], stale);
        picked[row] = states[row].mayHaveValue() ? values[key].value().orElse(null) : null;
        if (withLastActions) {
          last[row] = picked[row] == null ? Long.MIN_VALUE : lastActionMillis.orElseThrow()[key];
        }
      }
    }
    return new FeatureVector(
        feature.feature(), picked, states, withLastActions ? Optional.of(last) : Optional.empty());
  }
}

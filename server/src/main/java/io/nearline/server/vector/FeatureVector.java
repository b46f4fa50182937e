package io.nearline.server.vector;

import io.nearline.features.definition.Feature;
import io.nearline.features.value.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One feature's values: one for each row of the request, or one for all of them. */
public final class FeatureVector {
  private final Feature feature;
  private final @Nullable Value[] values;
  private final ValueState[] states;
  private final Optional<long[]> lastActionMillis;

  /**
   * Makes the vector of equally long arrays, which must not change afterwards.
   *
   * @param values null where the state has no value
   * @param lastActionMillis the time of each value's latest action; {@link Long#MIN_VALUE} where
   *     there is none
   */
  FeatureVector(
      Feature feature,
      @Nullable Value[] values,
      ValueState[] states,
      Optional<long[]> lastActionMillis) {
    this.feature = feature;
    this.values = values;
    this.states = states;
    this.lastActionMillis = lastActionMillis;
  }

  /** Returns the definition. */
  public Feature feature() {
    return feature;
  }

  /** Returns how many values there are. */
  public int size() {
    return values.length;
  }

  /** Returns a value; empty where {@link #state} has none. */
  public Optional<Value> value(int row) {
    return Optional.ofNullable(values[row]);
  }

  /** Returns whether a value is there. */
  public ValueState state(int row) {
    return states[row];
  }

  /** Returns whether all values are there, and nothing is to be said of any. */
  public boolean isAllPresent() {
    for (ValueState state : states) {
      if (state != ValueState.PRESENT) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns each value's latest action in epoch milliseconds, {@link Long#MIN_VALUE} where there is
   * none; empty when nobody asked.
   */
  public Optional<long[]> lastActionMillis() {
    return lastActionMillis;
  }
}

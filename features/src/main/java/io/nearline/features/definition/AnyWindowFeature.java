package io.nearline.features.definition;

import io.nearline.features.aggregate.Aggregate;
import io.nearline.features.condition.Condition;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Value;
import java.time.Duration;
import java.util.Optional;

/**
 * A definition with {@code windows: [any]}: whoever asks says over which window, as in {@code
 * applies@7h}. It has no value itself; each window makes a feature of it.
 *
 * @param set the feature set's name
 * @param version the feature set's version, from 1
 * @param name its name in the set, without a window
 * @param entity the key that it is about
 * @param aggregate what it makes of the actions
 * @param where which actions count
 * @param whereText the condition as written; empty when every action counts
 * @param defaultValue what stands where the aggregate has no value
 */
public record AnyWindowFeature(
    String set,
    int version,
    String name,
    Entity entity,
    Aggregate aggregate,
    Condition where,
    Optional<String> whereText,
    Optional<Value> defaultValue) {
  /** Stands among the windows of a definition for any window. */
  public static final String ANY = "any";

  /** Stands in a feature's name before the window that was asked for. */
  public static final String SIGN = "@";

  /** Returns {@code set.name}. */
  public String fullName() {
    return set + "." + name;
  }

  /** Returns {@code set@version.name}. */
  public String versionedName() {
    return set + "@" + version + "." + name;
  }

  /** Returns the type of its features' values. */
  public ValueType type() {
    return aggregate.type();
  }

  /** Returns its version by content, without any window. */
  public String hash() {
    return CanonicalText.hash(CanonicalText.of(this));
  }

  /**
   * Returns the feature over one window.
   *
   * @param text the window as it was asked for; the feature's name ends with it
   * @param window its length, from 1 ms to the retention of the entity's table
   */
  public AggregateFeature over(String text, Duration window) {
    return named(name + SIGN + text, window);
  }

  /** Returns the feature over one window, by a name of its own. */
  AggregateFeature named(String featureName, Duration window) {
    return new AggregateFeature(
        set, version, featureName, entity, aggregate, where, whereText, window, defaultValue);
  }
}

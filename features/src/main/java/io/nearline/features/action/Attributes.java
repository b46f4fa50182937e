package io.nearline.features.action;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an actor, a verb or an object: a JSON object. Values are {@link String}, {@link
 * Long}, {@link Double}, {@link Boolean}, {@code List} or {@code Map} of these; members that are
 * null in JSON are absent. Immutable.
 */
public final class Attributes {
  /** No attributes at all, which is something else than a null. */
  public static final Attributes EMPTY = new Attributes(Map.of());

  private final Map<String, Object> values;

  private Attributes(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Makes attributes of JSON-like values. Integers of any width become {@link Long}, floats {@link
   * Double}; null members are left out.
   *
   * @throws InvalidActionException when a value is of another type, a number is not finite, or an
   *     integer is beyond 64 bits
   */
  public static Attributes of(Map<?, ?> values) {
    return values.isEmpty() ? EMPTY : new Attributes(object(values, ""));
  }

  /**
   * Makes attributes of values that are as {@link #values} has them already: no nulls, finite
   * numbers.
   *
   * @param values taken as they are: nobody may change them any more
   */
  public static Attributes ofNormal(Map<String, Object> values) {
    return values.isEmpty() ? EMPTY : new Attributes(Collections.unmodifiableMap(values));
  }

  /** Returns the value of a name, or null when there is none. */
  public @Nullable Object get(String name) {
    return values.get(name);
  }

  /** Returns all values; unmodifiable, in insertion order. */
  public Map<String, Object> values() {
    return values;
  }

  /** Returns these attributes with some members left out. */
  public Attributes without(Collection<String> names) {
    if (names.stream().noneMatch(values::containsKey)) {
      return this;
    }
    Map<String, Object> rest = new LinkedHashMap<>(values);
    rest.keySet().removeAll(names);
    return new Attributes(Collections.unmodifiableMap(rest));
  }

  /** Returns these attributes with a member put in. */
  public Attributes with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(name, normal(value, name));
    return new Attributes(Collections.unmodifiableMap(more));
  }

  private static Map<String, Object> object(Map<?, ?> values, String path) {
    Map<String, Object> object = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (!(key instanceof String text)) {
            throw new InvalidActionException(path + key, String.valueOf(key), "a string as key");
          }
          if (value != null) {
            object.put(text, isNormal(value) ? value : normal(value, path + key));
          }
        });
    return Collections.unmodifiableMap(object);
  }

  private static boolean isNormal(Object value) {
    return value instanceof String
        || value instanceof Long
        || value instanceof Boolean
        || (value instanceof Double number && Double.isFinite(number));
  }

  private static Object normal(Object value, String path) {
    if (isNormal(value)) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (!Double.isFinite(number)) {
        throw new InvalidActionException(path, String.valueOf(value), "a finite number");
      }
      return number;
    }
    if (value instanceof Map<?, ?> map) {
      return object(map, path + ".");
    }
    if (value instanceof Collection<?> collection) {
      List<Object> items = new ArrayList<>(collection.size());
      for (Object item : collection) {
        if (item == null) {
          throw new InvalidActionException(path, "null", "lists without nulls");
        }
        items.add(normal(item, path));
      }
      return Collections.unmodifiableList(items);
    }
    throw new InvalidActionException(
        path,
        value + " of " + value.getClass().getSimpleName(),
        "a JSON value, integers of 64 bits");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Attributes attributes && values.equals(attributes.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}

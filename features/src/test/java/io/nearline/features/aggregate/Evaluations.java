package io.nearline.features.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nearline.features.TestAttributes;
import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.attribute.AttributePath;
import io.nearline.features.attribute.AttributeRoot;
import io.nearline.features.field.ActionTable;
import io.nearline.features.field.Field;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Evaluates aggregates over actions written in short. */
final class Evaluations {
  /** The instant of every evaluation. */
  static final long AS_OF = 10_000;

  static final Field GEO = TestAttributes.field("objectAttributes.geo");
  static final Field PRICE = TestAttributes.field("objectAttributes.price");
  static final Field STOCK = TestAttributes.field("objectAttributes.stock");
  static final Field REMOTE = TestAttributes.field("objectAttributes.remote");
  static final Field EMBEDDING = TestAttributes.field("objectAttributes.embedding");

  private Evaluations() {}

  /** Returns an action of actor 1 upon object "o" with one attribute, which may be missing. */
  static Action action(Field field, @Nullable Object value) {
    return action("e", 1, field, value);
  }

  /** Returns an action with one attribute, which may be missing. */
  static Action action(String eventId, long timestamp, Field field, @Nullable Object value) {
    return action(eventId, timestamp, value == null ? Map.of() : Map.of(field, value));
  }

  /** Returns an action of actor 1 upon object "o" with attributes. */
  static Action action(String eventId, long timestamp, Map<Field, Object> values) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    values.forEach(
        (field, value) -> {
          AttributePath path = AttributePath.parse(field.text()).orElseThrow();
          assertThat(path.root()).isEqualTo(AttributeRoot.OBJECT);
          attributes.put(path.name(), value);
        });
    Attributes object = attributes.isEmpty() ? null : Attributes.of(attributes);
    return new Action(eventId, 1, null, "v", null, "o", object, timestamp);
  }

  /** Returns one action for each value of a field; null for an action that lacks it. */
  static Action[] actions(Field field, @Nullable Object... values) {
    return Arrays.stream(values).map(value -> action(field, value)).toArray(Action[]::new);
  }

  /**
   * Evaluates over all of the actions: in their order and in the opposite one, and by the terms of
   * the decomposition if there is one, which must all come to the same.
   */
  static Evaluated evaluate(Aggregate aggregate, Action... actions) {
    ActionTable table = ActionTable.of(List.of(actions), aggregate.fields());
    int size = actions.length;
    StrictColumns columns = new StrictColumns(table);
    Selection selection = new Selection(columns, IntStream.range(0, size).toArray(), size, AS_OF);
    Selection reversed =
        new Selection(
            columns, IntStream.range(0, size).map(i -> size - 1 - i).toArray(), size, AS_OF);
    Evaluated evaluated = aggregate.evaluate(selection);
    assertThat(aggregate.evaluate(reversed)).as("in the opposite order").isEqualTo(evaluated);
    aggregate
        .decomposition()
        .ifPresent(
            decomposition ->
                assertSame(
                    decomposition.combine(
                        new ComputedTerms(decomposition.terms(), table, AS_OF), AS_OF),
                    evaluated,
                    decomposition.isExactOver(AS_OF)));
    return evaluated;
  }

  /** Databases weigh by another formula, whose last digits differ. */
  private static void assertSame(Evaluated byTerms, Evaluated evaluated, boolean isExact) {
    if (!isExact) {
      return;
    }
    if (byTerms.value().isPresent() && byTerms.value().get() instanceof Value.Float64 number) {
      assertThat(evaluated.status()).isEqualTo(byTerms.status());
      double expected = ((Value.Float64) evaluated.value().orElseThrow()).value();
      assertThat(number.value())
          .as("by terms")
          .isCloseTo(expected, within(1e-12 * Math.abs(expected)));
    } else {
      assertThat(byTerms).as("by terms").isEqualTo(evaluated);
    }
  }
}

package io.nearline.features.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.TestAttributes;
import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.field.ActionTable;
import io.nearline.features.field.Field;
import io.nearline.features.request.RequestValues;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All comparisons of numbers around the places where doubles and integers part ways. */
class NumberComparisonTest {
  private static final TreeSet<Long> INTEGERS = new TreeSet<>();
  private static final TreeSet<Double> DOUBLES = new TreeSet<>();

  static {
    for (long near :
        new long[] {0, 1L << 52, 1L << 53, 1L << 54, -(1L << 53), Long.MAX_VALUE, Long.MIN_VALUE}) {
      for (int step = -3; step <= 3; step++) {
        INTEGERS.add(near + step);
        DOUBLES.add((double) near + step);
        DOUBLES.add((double) near + step / 2.0);
      }
      DOUBLES.add(Math.nextUp((double) near));
      DOUBLES.add(Math.nextDown((double) near));
    }
    DOUBLES.addAll(List.of(-0.0, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE));
  }

  @Test
  void integersAreComparedWithDoublesExactly() {
    Field field = TestAttributes.field("objectAttributes.stock");
    List<Long> values = List.copyOf(INTEGERS);
    ActionTable table = table(field, values);
    for (double literal : DOUBLES) {
      for (Comparator comparator : Comparator.values()) {
        RowPredicate predicate =
            Conditions.bind(
                NumberComparison.of(field, comparator, new Literal.Float64(literal)),
                table,
                RequestValues.NONE);
        for (int row = 0; row < values.size(); row++) {
          int exactly = BigDecimal.valueOf(values.get(row)).compareTo(new BigDecimal(literal));
          assertThat(predicate.test(row))
              .as("%s %s %s", values.get(row), comparator.text(), literal)
              .isEqualTo(comparator.holds(exactly));
        }
        assertThat(predicate.test(values.size())).as("missing").isFalse();
      }
    }
  }

  @Test
  void doublesAreComparedWithIntegersExactly() {
    Field field = TestAttributes.field("objectAttributes.price");
    List<Double> values = List.copyOf(DOUBLES);
    ActionTable table = table(field, values);
    for (long literal : INTEGERS) {
      for (Comparator comparator : Comparator.values()) {
        RowPredicate predicate =
            Conditions.bind(
                NumberComparison.of(field, comparator, new Literal.Int64(literal)),
                table,
                RequestValues.NONE);
        for (int row = 0; row < values.size(); row++) {
          int exactly = new BigDecimal(values.get(row)).compareTo(BigDecimal.valueOf(literal));
          assertThat(predicate.test(row))
              .as("%s %s %s", values.get(row), comparator.text(), literal)
              .isEqualTo(comparator.holds(exactly));
        }
        assertThat(predicate.test(values.size())).as("missing").isFalse();
      }
    }
  }

  /** Returns a row for each value, and a last one that has none. */
  private static ActionTable table(Field field, List<? extends Number> values) {
    String name = field.text().substring(field.text().indexOf('.') + 1);
    List<Action> actions =
        Stream.concat(
                values.stream().map(value -> action(Map.of(name, value))),
                Stream.of(action(Map.of())))
            .toList();
    return ActionTable.of(actions, List.of(field));
  }

  private static Action action(Map<String, Object> object) {
    return new Action("e", 1, null, "v", null, "o", Attributes.of(object), 1);
  }
}

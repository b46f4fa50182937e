package io.nearline.features.aggregate;

import io.nearline.features.condition.Condition;
import io.nearline.features.condition.Conditions;
import io.nearline.features.condition.RowPredicate;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.request.RequestValue;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code funnel}: the deepest step that was reached in order, 0 for none and over nothing. It is
 * the greatest {@code d} for which there are {@code d} different actions, each later than the one
 * before (by timestamp, then by the UTF-8 bytes of the event id), such that the first satisfies the
 * first step, the second the second, and so on to step {@code d}. Other actions may lie between,
 * and one action reaches one step at most, even if it satisfies several.
 *
 * <p>Taking for each step the earliest action that satisfies it leaves most for the steps after it,
 * so one pass in the order of time finds the deepest.
 *
 * @param steps the conditions, from the first step, at least one
 */
public record Funnel(List<Condition> steps) implements Aggregate {
  /** The most steps there can be. */
  public static final int MAX_STEPS = 32;

  static final AggregateRule RULE =
      AggregateRule.of(
          "funnel",
          AggregateRule.Of.NOTHING,
          arguments -> new Funnel(arguments.steps()),
          AggregateRule.Option.STEPS);

  /** Checks and copies the steps. */
  public Funnel {
    if (steps.isEmpty() || steps.size() > MAX_STEPS) {
      throw new IllegalArgumentException(
          "steps: " + steps.size() + " (expected: from 1 to " + MAX_STEPS + " steps)");
    }
    steps = List.copyOf(steps);
  }

  @Override
  public String name() {
    return RULE.name();
  }

  @Override
  public ValueType type() {
    return ScalarType.INT64;
  }

  @Override
  public List<Field> fields() {
    Stream<Field> order = Stream.of(StandardField.TIMESTAMP, StandardField.EVENT_ID);
    Stream<Field> read = steps.stream().flatMap(step -> step.fields().stream());
    return Stream.concat(order, read).distinct().toList();
  }

  /** None: an action that reaches no step has been looked at, and so goes into the value. */
  @Override
  public Optional<Field> needed() {
    return Optional.empty();
  }

  @Override
  public Set<RequestValue> requestValues() {
    return steps.stream()
        .flatMap(step -> step.requestValues().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Override
  public Funnel resolve(RequestValues values) {
    return new Funnel(steps.stream().map(step -> step.resolve(values)).toList());
  }

  @Override
  public String text() {
    return steps.stream()
        .map(Condition::text)
        .collect(Collectors.joining(", ", name() + "(steps: [", "])"));
  }

  @Override
  public Evaluated evaluate(Selection selection) {
    if (selection.size() == 0) {
      // Whatever the call's values are: without them the steps can't be bound.
      return Evaluated.int64(0);
    }
    List<RowPredicate> predicates =
        steps.stream()
            .map(step -> Conditions.bind(step, selection.columns(), RequestValues.NONE))
            .toList();
    int[] rows = selection.rows();
    new TimeOrder(selection.columns()).sortNewestFirst(rows);
    int depth = 0;
    for (int i = rows.length - 1; i >= 0 && depth < predicates.size(); i--) {
      if (predicates.get(depth).test(rows[i])) {
        depth++;
      }
    }
    return Evaluated.int64(depth);
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Optional.empty();
  }
}

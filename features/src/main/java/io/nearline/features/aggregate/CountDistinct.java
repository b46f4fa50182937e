package io.nearline.features.aggregate;

import io.nearline.features.field.Field;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import java.util.List;
import java.util.Optional;

/**
 * {@code count_distinct}: how many different values there are, exactly; missing ones skipped, 0
 * over nothing. Strings are different when any character is. Doubles are refused: whether two of
 * them are the same is a question that databases answer differently (zero and negative zero).
 *
 * @param field a string, int64 or bool field
 */
public record CountDistinct(Field field) implements OfField {
  static final AggregateRule RULE =
      AggregateRule.of(
          "count_distinct", KeyCounts.OF, arguments -> new CountDistinct(arguments.field()));

  @Override
  public String name() {
    return RULE.name();
  }

  @Override
  public ValueType type() {
    return ScalarType.INT64;
  }

  @Override
  public Evaluated evaluate(Selection selection) {
    return Evaluated.int64(KeyCounts.of(selection, field).keys().size());
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Decomposition.of(
        List.of(new Term.DistinctCount(field)),
        (terms, asOfMillis) -> Evaluated.int64(terms.int64(0)));
  }
}

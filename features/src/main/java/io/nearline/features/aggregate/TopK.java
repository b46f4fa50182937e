package io.nearline.features.aggregate;

import io.nearline.features.field.Field;
import io.nearline.features.type.MapType;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import java.util.List;
import java.util.Optional;

/**
 * {@code top_k}: the values that occur most often, with their counts: the higher count first, ties
 * by the lesser key (strings by UTF-8 bytes, integers by value, false before true). Missing values
 * are skipped; over nothing the map is empty.
 *
 * @param field a string, int64 or bool field
 * @param k how many at most
 */
public record TopK(Field field, int k) implements Aggregate {
  static final AggregateRule RULE =
      AggregateRule.of(
          "top_k",
          KeyCounts.OF,
          TopK::make,
          AggregateRule.Option.K,
          AggregateRule.Option.HALF_LIFE);

  private static Aggregate make(Arguments arguments) {
    return arguments
        .halfLife()
        .<Aggregate>map(halfLife -> new DecayedTopK(arguments.field(), arguments.k(), halfLife))
        .orElseGet(() -> new TopK(arguments.field(), arguments.k()));
  }

  @Override
  public String name() {
    return RULE.name();
  }

  @Override
  public ValueType type() {
    return new MapType((ScalarType) field.type(), ScalarType.INT64);
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }

  @Override
  public Optional<Field> needed() {
    return Optional.of(field);
  }

  @Override
  public String text() {
    return name() + "(" + field.text() + ", k: " + k + ")";
  }

  @Override
  public Evaluated evaluate(Selection selection) {
    return Evaluated.present(KeyCounts.of(selection, field).highest(k));
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Decomposition.of(
        List.of(new Term.CountsBy(field)),
        (terms, asOfMillis) ->
            Evaluated.present(new KeyCounts(terms.keys(0), terms.counts(0)).highest(k)));
  }
}

package io.nearline.features.aggregate;

import io.nearline.features.field.ActionTable;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.features.value.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a database would answer for terms over all rows of a table; integers as it has them. */
final class ComputedTerms implements TermValues {
  private final List<Term> terms;
  private final ActionTable table;
  private final long asOfMillis;

  ComputedTerms(List<Term> terms, ActionTable table, long asOfMillis) {
    this.terms = terms;
    this.table = table;
    this.asOfMillis = asOfMillis;
  }

  @Override
  public boolean missing(int term) {
    return values(terms.get(term)).findAny().isEmpty();
  }

  @Override
  public long int64(int term) {
    Term asked = terms.get(term);
    if (asked instanceof Term.Count) {
      return table.size();
    }
    if (asked instanceof Term.CountPresent) {
      return values(asked).count();
    }
    if (asked instanceof Term.DistinctCount || asked instanceof Term.ApproximateDistinctCount) {
      return values(asked).distinct().count();
    }
    return (long) float64(term);
  }

  @Override
  public double float64(int term) {
    Term asked = terms.get(term);
    if (asked instanceof Term.DecayedCount count) {
      return decayed(count.needed(), count.halfLife(), row -> 1.0);
    }
    if (asked instanceof Term.DecayedSum sum) {
      int column = table.column(sum.field());
      return decayed(
          Optional.of(sum.field()),
          sum.halfLife(),
          row -> number(table.value(column, row, sum.field().type())));
    }
    Stream<Double> numbers = values(asked).map(ComputedTerms::number);
    if (asked instanceof Term.Sum) {
      return numbers.reduce(0.0, Double::sum);
    }
    return asked instanceof Term.Min
        ? numbers.reduce(Math::min).orElseThrow()
        : numbers.reduce(Math::max).orElseThrow();
  }

  /** Adds exactly, as the statement does, and weighs by its formula. */
  private double decayed(Optional<Field> needed, HalfLife halfLife, IntToDoubleFunction value) {
    int timestamp = table.column(StandardField.TIMESTAMP);
    BigDecimal sum = BigDecimal.ZERO;
    for (int row = 0; row < table.size(); row++) {
      if (needed.isEmpty() || !table.missing(table.column(needed.get()), row)) {
        double age = (double) table.int64(timestamp, row) - (double) asOfMillis;
        double weight = Math.exp(age * (Math.log(2) / halfLife.millis()));
        sum = sum.add(BigDecimal.valueOf(value.applyAsDouble(row) * weight));
      }
    }
    return sum.doubleValue();
  }

  @Override
  public Items keys(int term) {
    Term.CountsBy asked = (Term.CountsBy) terms.get(term);
    Items.Builder keys = Items.builder(asked.field().type(), 1);
    groups(asked)
        .keySet()
        .forEach(
            key -> {
              if (key instanceof Value.Text text) {
                keys.add(text.value());
              } else if (key instanceof Value.Int64 number) {
                keys.add(number.value());
              } else {
                keys.add(((Value.Bool) key).value());
              }
            });
    return keys.build();
  }

  @Override
  public Items counts(int term) {
    Items.Builder counts = Items.builder(ScalarType.INT64, 1);
    groups(terms.get(term)).values().forEach(count -> counts.add((long) count));
    return counts.build();
  }

  private Map<Value, Long> groups(Term term) {
    Map<Value, Long> groups = new LinkedHashMap<>();
    values(term).forEach(value -> groups.merge(value, 1L, Long::sum));
    return groups;
  }

  private Stream<Value> values(Term term) {
    Field field = field(term);
    int column = table.column(field);
    return IntStream.range(0, table.size())
        .filter(row -> !table.missing(column, row))
        .mapToObj(row -> table.value(column, row, field.type()));
  }

  private static double number(Value value) {
    return value instanceof Value.Int64 integer
        ? (double) integer.value()
        : ((Value.Float64) value).value();
  }

  private static Field field(Term term) {
    if (term instanceof Term.CountPresent present) {
      return present.field();
    }
    if (term instanceof Term.Sum sum) {
      return sum.field();
    }
    if (term instanceof Term.Min min) {
      return min.field();
    }
    if (term instanceof Term.Max max) {
      return max.field();
    }
    if (term instanceof Term.DistinctCount distinct) {
      return distinct.field();
    }
    if (term instanceof Term.ApproximateDistinctCount distinct) {
      return distinct.field();
    }
    return ((Term.CountsBy) term).field();
  }
}

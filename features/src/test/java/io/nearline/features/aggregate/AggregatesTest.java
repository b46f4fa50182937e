package io.nearline.features.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.TestAttributes;
import io.nearline.features.condition.Condition;
import io.nearline.features.condition.ConditionCompiler;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregatesTest {
  private static final ConditionCompiler CONDITIONS =
      new ConditionCompiler(TestAttributes.CATALOGUE);

  @ParameterizedTest
  @CsvSource({
    "count, '', int64, count, Count",
    "exists, '', bool, exists, Count",
    "sum, objectAttributes.stock, double, sum(objectAttributes.stock), Sum",
    "mean, objectAttributes.price, double, mean(objectAttributes.price), Sum+CountPresent",
    "mean, objectAttributes.embedding, vector(3), mean(objectAttributes.embedding), ''",
    "min, objectAttributes.price, double, min(objectAttributes.price), Min",
    "min, objectAttributes.stock, int64, min(objectAttributes.stock), ''",
    "min, verb, string, min(verb), ''",
    "max, timestamp, int64, max(timestamp), Max",
    "first, objectAttributes.geo, string, first(objectAttributes.geo), ''",
    "last, objectAttributes.embedding, vector(3), last(objectAttributes.embedding), ''",
    "count_distinct, actor, int64, count_distinct(actor), DistinctCount",
    "approx_count_distinct, actor, int64, 'approx_count_distinct(actor, log2m: 12)',"
        + " ApproximateDistinctCount",
    "top_k, verb, 'map(string, int64)', 'top_k(verb, k: 7)', CountsBy",
    "histogram, actor, 'map(int64, int64)', histogram(actor), CountsBy",
    "sum, objectAttributes.embedding, vector(3), sum(objectAttributes.embedding), ''",
    "variance, objectAttributes.stock, double, variance(objectAttributes.stock), ''",
    "stddev, objectAttributes.price, double, stddev(objectAttributes.price), ''",
    "percentile, objectAttributes.price, double, 'percentile(objectAttributes.price, p: 0.95)', ''",
    "funnel, '', int64, 'funnel(steps: [verb == \"a\", true])', ''",
    "last_k, verb, list(string), 'last_k(verb, k: 7)', ''",
    "time_since_first, '', int64, time_since_first, Min",
    "time_since_last, '', int64, time_since_last, Max",
  })
  void haveTypesTextsAndTerms(String name, String of, String type, String text, String terms) {
    check(aggregate(name, of, Optional.empty()), name, type, text, terms);
  }

  @ParameterizedTest
  @CsvSource({
    "count, '', double, count(half_life: 7200000ms), DecayedCount",
    "sum, objectAttributes.stock, double, 'sum(objectAttributes.stock, half_life: 7200000ms)', DecayedSum",
    "sum, objectAttributes.embedding, vector(3),"
        + " 'sum(objectAttributes.embedding, half_life: 7200000ms)', ''",
    "mean, objectAttributes.price, double, 'mean(objectAttributes.price, half_life: 7200000ms)',"
        + " DecayedSum+DecayedCount+CountPresent",
    "mean, objectAttributes.embedding, vector(3),"
        + " 'mean(objectAttributes.embedding, half_life: 7200000ms)', ''",
    "top_k, actor, 'map(int64, double)', 'top_k(actor, k: 7, half_life: 7200000ms)', ''",
    "histogram, verb, 'map(string, double)', 'histogram(verb, half_life: 7200000ms)', ''",
  })
  void decayWithAHalfLife(String name, String of, String type, String text, String terms) {
    check(aggregate(name, of, Optional.of(new HalfLife(7_200_000))), name, type, text, terms);
  }

  private static void check(
      Aggregate aggregate, String name, String type, String text, String terms) {
    assertThat(aggregate.name()).isEqualTo(name);
    assertThat(aggregate.type().text()).isEqualTo(type);
    assertThat(aggregate.text()).isEqualTo(text);
    assertThat(
            aggregate.decomposition().map(Decomposition::terms).orElse(List.of()).stream()
                .map(term -> term.getClass().getSimpleName())
                .toList())
        .isEqualTo(terms.isEmpty() ? List.of() : List.of(terms.split("\\+")));
  }

  private static Aggregate aggregate(String name, String of, Optional<HalfLife> halfLife) {
    List<Listed> listed =
        of.isEmpty() ? List.of() : List.of(new Listed.OfField(TestAttributes.field(of)));
    List<Condition> steps = List.of(CONDITIONS.compile("verb == 'a'"), Condition.always());
    return Aggregates.rule(name)
        .orElseThrow()
        .maker()
        .apply(
            new Arguments(
                listed,
                7,
                Optional.empty(),
                Padding.NONE,
                0.950,
                OptionalInt.empty(),
                steps,
                halfLife));
  }
}

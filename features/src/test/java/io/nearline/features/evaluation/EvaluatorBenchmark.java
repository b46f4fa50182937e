package io.nearline.features.evaluation;

import io.nearline.features.TestAttributes;
import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.field.ActionTable;
import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Evaluated;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Evaluating a feature for one entity, over rows that are there in columns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EvaluatorBenchmark {
  private static final long AS_OF = 1_700_000_000_000L;
  private static final Catalogue CATALOGUE =
      CatalogueLoader.load(
          Map.of(
              "attributes.yaml",
              TestAttributes.YAML,
              "features/s.yaml",
              """
              feature_set: s
              version: 1
              entity: actor
              features:
                - {name: count, aggregate: count, where: 'verb == "v" && objectAttributes.price < 5', windows: [1h]}
                - {name: sum, aggregate: sum, of: objectAttributes.price, where: 'verb == "v"', windows: [1h]}
                - {name: top_k, aggregate: top_k, k: 3, of: objectAttributes.geo, windows: [1h]}
                - {name: last_k, aggregate: last_k, k: 5, of: object, windows: [1h]}
              """));

  /** What is computed. */
  @Param({"count", "sum", "top_k", "last_k"})
  public String aggregate = "count";

  /** Of how many actions, of which all are in the window, and every second one qualifies. */
  @Param({"10", "1000"})
  public int actions;

  private int[] rows = new int[0];
  private FeatureEvaluator evaluator = bind(List.of());

  /** Makes the actions. */
  @Setup
  public void actions() {
    rows = IntStream.range(0, actions).toArray();
    evaluator = bind(IntStream.range(0, actions).mapToObj(EvaluatorBenchmark::action).toList());
  }

  /** Evaluates. */
  @Benchmark
  public Evaluated evaluate() {
    return evaluator.evaluate(rows, 0, rows.length, AS_OF);
  }

  private FeatureEvaluator bind(List<Action> of) {
    AggregateFeature feature =
        (AggregateFeature) CATALOGUE.feature("s." + aggregate + "_1h").orElseThrow();
    return FeatureEvaluator.bind(feature, ActionTable.of(of, feature.fields()), RequestValues.NONE);
  }

  private static Action action(int index) {
    return new Action(
        "e" + index,
        1,
        null,
        index % 2 == 0 ? "v" : "w",
        null,
        "o" + index % 20,
        Attributes.of(Map.of("price", index % 7 + 0.5, "geo", "g" + index % 5)),
        AS_OF - 1000L * (index % 3000));
  }
}

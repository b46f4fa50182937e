package io.nearline.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.action.Action;
import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.DerivedFeature;
import io.nearline.features.definition.Feature;
import io.nearline.features.evaluation.ReferenceEvaluator;
import io.nearline.features.expression.Inputs;
import io.nearline.features.request.RequestValue;
import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Items;
import io.nearline.features.value.Value;
import io.nearline.features.value.ValueStatus;
import io.nearline.it.differential.AskedServers.Way;
import io.nearline.it.realdata.PlainValues;
import io.nearline.proto.v1.ExplainFeaturesRequest;
import io.nearline.proto.v1.ExplainedFeature;
import io.nearline.proto.v1.FeatureServiceGrpc.FeatureServiceBlockingStub;
import io.nearline.server.plan.Strategy;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The same questions to a server that plans, and to one that is forced to each strategy. The one
 * that plans is asked in every way that makes a difference to it: at a given instant and at its
 * own, about many entities at once and about few. What comes of rows equals the reference
 * evaluator's answer to the last digit; what Pinot computes does too, but for doubles that it adds
 * up, and for its estimates ({@link Tolerance}).
 */
public final class Differential implements AutoCloseable {
  private final Catalogue catalogue;
  private final Cells cells;
  private final AskedServers servers;

  /**
   * Starts the forced servers.
   *
   * @param planned returns a client of the server that plans
   * @param pinotBroker host:port of the broker that all ask
   */
  public Differential(
      Catalogue catalogue,
      Supplier<FeatureServiceBlockingStub> planned,
      String pinotBroker,
      Cells cells) {
    this.catalogue = catalogue;
    this.cells = cells;
    this.servers = new AskedServers(catalogue, planned, pinotBroker);
  }

  /**
   * Compares every feature of a service about all rows.
   *
   * @param actions all actions of the rows' entities
   * @param values what the features read of the call
   * @return what the server that plans has answered
   */
  public Answers compare(EntityRows asked, EntityActions actions, long asOf, RequestValues values) {
    List<Feature> features = asked.features(catalogue);
    Set<String> bothWays = bothWays(asked, asOf, values);
    Map<Way, Answers> answers = new EnumMap<>(Way.class);
    for (Way way : Way.values()) {
      Answers answer = servers.ask(way, asked, asOf, values);
      assertThat(answer.features()).isEqualTo(features.size());
      answers.put(way, answer);
    }
    for (int i = 0; i < features.size(); i++) {
      for (int row = 0; row < asked.size(); row++) {
        Feature feature = features.get(i);
        Expectation expected = expectation(feature, asked, row, actions, asOf, values);
        cells.cell(expected.lastAction() != 0);
        if (bothWays.contains(feature.fullName())) {
          cells.bothWays();
        }
        for (Map.Entry<Way, Answers> answer : answers.entrySet()) {
          compare(expected, answer.getKey(), answer.getValue(), i, row, asked.text(row));
        }
      }
    }
    return Objects.requireNonNull(answers.get(Way.PLANNED));
  }

  /** Returns the features that the forced servers compute differently, by their own word. */
  private Set<String> bothWays(EntityRows asked, long asOf, RequestValues values) {
    ExplainFeaturesRequest request =
        ExplainFeaturesRequest.newBuilder()
            .setRequest(Answers.request(catalogue, asked, 0, 1, asOf, values))
            .build();
    Set<String> byAggregation = forced(servers.forced(Way.AGGREGATE), request);
    assertThat(forced(servers.forced(Way.ROWS), request))
        .as("features forced to rows")
        .isEqualTo(byAggregation);
    return byAggregation;
  }

  private static Set<String> forced(StrategyServer server, ExplainFeaturesRequest request) {
    return server.stub().explainFeatures(request).getFeaturesList().stream()
        .filter(feature -> feature.getReason().endsWith("(forced)"))
        .map(ExplainedFeature::getName)
        .collect(Collectors.toSet());
  }

  /** What the reference says of a cell. */
  private record Expectation(
      Feature feature,
      List<Action> actions,
      long asOf,
      RequestValues values,
      Evaluated evaluated,
      long lastAction) {

    @Nullable Object value() {
      return PlainValues.evaluated(evaluated);
    }
  }

  private static Expectation expectation(
      Feature feature,
      EntityRows asked,
      int row,
      EntityActions actions,
      long asOf,
      RequestValues values) {
    Instant instant = Instant.ofEpochMilli(asOf);
    List<Action> all =
        feature.aggregates().stream()
            .flatMap(aggregate -> actions.of(aggregate, asked, row).stream())
            .toList();
    return new Expectation(
        feature,
        all,
        asOf,
        values,
        evaluate(feature, asked, row, actions, instant, values),
        lastAction(feature, asked, row, actions, instant, values));
  }

  /** Returns the latest action of a feature, if it is derived that of its inputs; 0 for none. */
  private static long lastAction(
      Feature feature,
      EntityRows asked,
      int row,
      EntityActions actions,
      Instant asOf,
      RequestValues values) {
    if (feature instanceof AggregateFeature aggregate) {
      List<Action> own = actions.of(aggregate, asked, row);
      return ReferenceEvaluator.lastAction(aggregate, own, asOf, values).orElse(0);
    }
    Evaluated evaluated = evaluate(feature, asked, row, actions, asOf, values);
    return evaluated.status() == ValueStatus.PRESENT
        ? feature.inputs().stream()
            .mapToLong(input -> lastAction(input, asked, row, actions, asOf, values))
            .max()
            .orElse(0)
        : 0;
  }

  /** Evaluates a derived feature over its inputs, each of its own entity. */
  private static Evaluated evaluate(
      Feature feature,
      EntityRows asked,
      int row,
      EntityActions actions,
      Instant asOf,
      RequestValues values) {
    if (feature instanceof AggregateFeature aggregate) {
      return ReferenceEvaluator.evaluate(
          aggregate, actions.of(aggregate, asked, row), asOf, values);
    }
    DerivedFeature derived = (DerivedFeature) feature;
    return derived.evaluate(
        new Inputs() {
          @Override
          public @Nullable Value feature(int index) {
            return evaluate(derived.inputs().get(index), asked, row, actions, asOf, values)
                .value()
                .orElse(null);
          }

          @Override
          public Value request(RequestValue value) {
            Items column = values.column(value);
            return column.value(column.size() == 1 ? 0 : row);
          }
        });
  }

  private void compare(
      Expectation expected, Way way, Answers answers, int feature, int row, String entity) {
    String status = answers.status(feature, row);
    Object value = answers.value(feature, row);
    long lastAction = answers.lastAction(feature, row);
    if (status.equals(expected.evaluated().status().name())
        && lastAction == expected.lastAction()
        && isSame(expected, way, value)) {
      cells.same();
      return;
    }
    cells.differs(
        expected.feature().versionedName(),
        "%s about %s of %d actions, by %s at %d with %s: %s %s, last action %d (expected: %s %s, last action %d): %s"
            .formatted(
                expected.feature().versionedName(),
                entity,
                expected.actions().size(),
                way,
                expected.asOf(),
                expected.values(),
                value,
                status,
                lastAction,
                expected.value(),
                expected.evaluated().status(),
                expected.lastAction(),
                expected.feature().canonicalText()));
  }

  private static boolean isSame(Expectation expected, Way way, @Nullable Object served) {
    Object value = expected.value();
    if (served instanceof Map<?, ?> map && value instanceof Map<?, ?> wanted) {
      return List.copyOf(map.entrySet()).equals(List.copyOf(wanted.entrySet()));
    }
    if (Objects.equals(served, value)) {
      return true;
    }
    boolean mayDiffer = value instanceof Double || Tolerance.isEstimate(expected.feature());
    if (way.strategy() == Strategy.ROWS
        || !mayDiffer
        || !(served instanceof Number number)
        || !(value instanceof Number wanted)) {
      return false;
    }
    double bound =
        Tolerance.of(
            expected.feature(),
            wanted.doubleValue(),
            expected.actions(),
            expected.asOf(),
            expected.values());
    if (bound == Double.POSITIVE_INFINITY && way.isAtItsOwnInstant()) {
      // Beyond doubles, the order in which Pinot adds them decides: two segments may have come to
      // opposite infinities.
      return true;
    }
    return Math.abs(number.doubleValue() - wanted.doubleValue()) <= bound;
  }

  @Override
  public void close() {
    servers.close();
  }
}

package io.nearline.features.evaluation;

import io.nearline.features.action.Action;
import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.definition.DerivedFeature;
import io.nearline.features.definition.Feature;
import io.nearline.features.expression.Inputs;
import io.nearline.features.field.ActionTable;
import io.nearline.features.request.RequestValue;
import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.KeyOrder;
import io.nearline.features.value.Value;
import io.nearline.features.value.ValueStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a feature means. */
public final class ReferenceEvaluator {
  /** One order of the same actions, so that what is added up in double has the same digits. */
  private static final Comparator<Action> ORDER =
      Comparator.comparingLong(Action::timestamp).thenComparing(Action::eventId, KeyOrder.UTF_8);

  private ReferenceEvaluator() {}

  /** Returns the value of a feature that reads no values of the call. */
  public static Evaluated evaluate(Feature feature, List<Action> actions, Instant asOf) {
    return evaluate(feature, actions, asOf, RequestValues.NONE);
  }

  /**
   * Returns a feature's value.
   *
   * @param feature the feature
   * @param actions the actions of one entity, in any order, inside the window or not; a derived
   *     feature over several entities has each of its inputs from the same actions
   * @param asOf the instant at which the window ends; what it has beyond milliseconds is ignored
   * @param values the values that came with the call
   * @throws IllegalArgumentException when the call did not bring a value that the feature reads
   * @throws io.nearline.features.action.InvalidActionException when an attribute that the feature
   *     reads is not of its declared type
   */
  public static Evaluated evaluate(
      Feature feature, List<Action> actions, Instant asOf, RequestValues values) {
    return new Evaluation(actions, asOf, values).of(feature);
  }

  /** Returns the latest action's time of a feature that reads no values of the call. */
  public static OptionalLong lastAction(Feature feature, List<Action> actions, Instant asOf) {
    return lastAction(feature, actions, asOf, RequestValues.NONE);
  }

  /**
   * Returns the time of the latest action that goes into a feature's value, in epoch milliseconds;
   * empty when none does. Into the value of a derived feature go those that go into its inputs';
   * into a default goes none. Parameters and exceptions as {@link #evaluate}.
   */
  public static OptionalLong lastAction(
      Feature feature, List<Action> actions, Instant asOf, RequestValues values) {
    return new Evaluation(actions, asOf, values).lastActionOf(feature);
  }

  private static FeatureEvaluator bind(
      AggregateFeature feature, List<Action> actions, RequestValues values) {
    List<Action> ordered = actions.stream().sorted(ORDER).toList();
    return FeatureEvaluator.bind(feature, ActionTable.of(ordered, feature.fields()), values);
  }

  private static int[] rows(List<Action> actions) {
    return IntStream.range(0, actions.size()).toArray();
  }

  /** Evaluates each feature once. */
  private static final class Evaluation {
    private final List<Action> actions;
    private final long asOfMillis;
    private final RequestValues requestValues;
    private final Map<String, Evaluated> known = new HashMap<>();

    Evaluation(List<Action> actions, Instant asOf, RequestValues requestValues) {
      this.actions = actions;
      this.asOfMillis = asOf.toEpochMilli();
      this.requestValues = requestValues;
    }

    Evaluated of(Feature feature) {
      Evaluated found = known.get(feature.versionedName());
      if (found != null) {
        return found;
      }
      Evaluated evaluated =
          feature instanceof DerivedFeature derived
              ? derived(derived)
              : aggregate((AggregateFeature) feature);
      known.put(feature.versionedName(), evaluated);
      return evaluated;
    }

    OptionalLong lastActionOf(Feature feature) {
      if (feature instanceof AggregateFeature aggregate) {
        int[] rows = rows(actions);
        return bind(aggregate, actions, requestValues).lastAction(rows, 0, rows.length, asOfMillis);
      }
      return of(feature).status() == ValueStatus.PRESENT
          ? feature.inputs().stream()
              .map(this::lastActionOf)
              .flatMapToLong(OptionalLong::stream)
              .max()
          : OptionalLong.empty();
    }

    private Evaluated aggregate(AggregateFeature feature) {
      int[] rows = rows(actions);
      return bind(feature, actions, requestValues).evaluate(rows, 0, rows.length, asOfMillis);
    }

    private Evaluated derived(DerivedFeature feature) {
      @Nullable Value[] values = new Value[feature.inputs().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = of(feature.inputs().get(i)).value().orElse(null);
      }
      return feature.evaluate(
          new Inputs() {
            @Override
            public @Nullable Value feature(int index) {
              return values[index];
            }

            @Override
            public Value request(RequestValue value) {
              return requestValues.single(value).value(0);
            }
          });
    }
  }
}

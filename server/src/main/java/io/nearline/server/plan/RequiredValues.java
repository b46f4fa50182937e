package io.nearline.server.plan;

import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.definition.Feature;
import io.nearline.features.request.RequestValue;
import io.nearline.server.plan.RequiredValue.Length;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Finds the values that must come with a call. */
final class RequiredValues {
  private RequiredValues() {}

  /**
   * Returns the values that features read, by name.
   *
   * @throws InvalidRequestException when two read one as different types; a service's never do
   */
  static Map<String, RequiredValue> of(Collection<Feature> features) {
    Map<String, RequiredValue> values = new LinkedHashMap<>();
    for (Feature feature : features) {
      Set<RequestValue> decideWhichActionsCount = new LinkedHashSet<>();
      for (AggregateFeature aggregate : feature.aggregates()) {
        decideWhichActionsCount.addAll(aggregate.requestValues());
      }
      for (RequestValue value : feature.requestValues()) {
        Length length = decideWhichActionsCount.contains(value) ? Length.ONE : Length.ONE_OR_EACH;
        values.merge(
            value.name(),
            new RequiredValue(value, feature.fullName(), length),
            RequiredValues::stricter);
      }
    }
    return values;
  }

  private static RequiredValue stricter(RequiredValue one, RequiredValue other) {
    if (!one.value().type().equals(other.value().type())) {
      throw new InvalidRequestException(
          "features.names",
          other.feature() + ", which reads " + read(other),
          "one type of each value: " + one.feature() + " reads " + read(one));
    }
    return one.length() == Length.ONE ? one : other;
  }

  private static String read(RequiredValue required) {
    return required.value().text() + " as " + required.value().type().text();
  }
}

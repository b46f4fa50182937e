package io.nearline.server.serving;

import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Items;
import io.nearline.server.batch.Lookup.Completeness;
import io.nearline.server.plan.Plan;
import io.nearline.server.plan.RequiredValue.Length;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What requests have in common that one statement can answer: the plan, not an equal one but the
 * same; the values that decide which actions count; the instant, given or that of sending; and what
 * a part that fails means. All else is each caller's own.
 */
final class BatchGroup {
  private final Plan plan;
  private final RequestValues values;
  private final OptionalLong asOfMillis;
  private final Completeness completeness;

  private BatchGroup(
      Plan plan, RequestValues values, OptionalLong asOfMillis, Completeness completeness) {
    this.plan = plan;
    this.values = values;
    this.asOfMillis = asOfMillis;
    this.completeness = completeness;
  }

  static BatchGroup of(BoundRequest request) {
    return new BatchGroup(
        request.plan(),
        deciding(request.plan(), request.values()),
        request.asOfMillis(),
        request.completeness());
  }

  /** Returns the values that decide which actions count. */
  private static RequestValues deciding(Plan plan, RequestValues values) {
    if (values.columns().isEmpty()) {
      return RequestValues.NONE;
    }
    Map<String, Items> deciding = new HashMap<>();
    plan.requestValues()
        .forEach(
            (name, required) -> {
              if (required.length() == Length.ONE) {
                deciding.put(name, values.column(required.value()));
              }
            });
    return new RequestValues(deciding);
  }

  // Comparing plans by value would take longer than it is worth: a service has one.
  @SuppressWarnings("ReferenceEquality")
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BatchGroup group
        && plan == group.plan
        && values.equals(group.values)
        && asOfMillis.equals(group.asOfMillis)
        && completeness == group.completeness;
  }

  @Override
  public int hashCode() {
    return Objects.hash(System.identityHashCode(plan), values, asOfMillis, completeness);
  }
}

package io.nearline.server.serving;

import io.nearline.features.problem.Excerpt;
import io.nearline.server.plan.InvalidRequestException;
import io.nearline.server.plan.Plan;
import java.util.Set;
import java.util.TreeSet;

/** Checks the values that come with a call against those that its plan reads. */
final class RequestValues {
  private RequestValues() {}

  /**
   * Sees that no value would be ignored.
   *
   * @throws InvalidRequestException for the first name, in their order, that the plan does not read
   */
  static void check(Plan plan, Set<String> given) {
    for (String name : new TreeSet<>(given)) {
      if (!plan.requestValues().contains(name)) {
        throw new InvalidRequestException(
            "request_context." + name,
            "a value",
            "none: no feature of the selection reads request." + Excerpt.of(name));
      }
    }
  }
}

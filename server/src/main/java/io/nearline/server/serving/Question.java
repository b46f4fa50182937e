package io.nearline.server.serving;

import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Items;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What decides a request's answer, but for the instant at which it is sent. Requests for which this
 * is equal may be given the same answer.
 *
 * @param group what decides which actions count
 * @param columns the entities, in the order in which they are asked for
 * @param values the values that came with the call
 * @param maxStaleness older data than this makes values STALE
 */
record Question(
    BatchGroup group,
    List<List<Items>> columns,
    RequestValues values,
    Optional<Duration> maxStaleness) {

  /**
   * Returns a request's question; empty where it takes a part for an answer, for what part is there
   * depends on its deadline.
   */
  static Optional<Question> of(BoundRequest request) {
    return switch (request.completeness()) {
      case ALL_OR_NOTHING ->
          Optional.of(
              new Question(
                  BatchGroup.of(request),
                  request.columns(),
                  request.values(),
                  request.maxStaleness()));
      case BEST_EFFORT -> Optional.empty();
    };
  }
}

package io.nearline.server.serving;

import io.nearline.features.value.Items;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.plan.Selection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What to compute, for whom, as of when.
 *
 * @param selection the features, by name
 * @param entities the entities' columns by key: integers or strings, none missing
 * @param requestValues the columns of the values that come with the call, by name, none missing
 * @param asOfMillis where all windows end, in epoch milliseconds; empty: now
 * @param maxStaleness older data than this makes values STALE
 * @param partial what a part that fails means for the whole
 * @param metadata whether each value's latest action is wanted
 * @param deadline when the caller's time is out
 */
public record FeatureRequest(
    Selection selection,
    Map<String, Items> entities,
    Map<String, Items> requestValues,
    OptionalLong asOfMillis,
    Optional<Duration> maxStaleness,
    Partial partial,
    Metadata metadata,
    Deadline deadline) {

  /** Whether a caller takes a part of what it asked for. */
  public enum Partial {
    /** All or an error. */
    REFUSED,
    /** What can be had. */
    ALLOWED
  }

  /** Whether a caller wants to know more than values. */
  public enum Metadata {
    /** Only values. */
    NONE,
    /** Also each value's latest action. */
    LAST_ACTIONS
  }

  /** Copies. */
  public FeatureRequest {
    entities = Map.copyOf(entities);
    requestValues = Map.copyOf(requestValues);
  }
}

package io.nearline.server.batch;

import io.nearline.features.request.RequestValues;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.plan.Instant;
import io.nearline.server.plan.LookupPlan;
import io.nearline.server.sql.EntityKeys;
import java.util.function.BooleanSupplier;

/**
 * What one request wants to know about entities of one kind.
 *
 * @param plan the statements, in each form
 * @param keys the entities, each once
 * @param asOfMillis the instant at which all windows end, in epoch milliseconds
 * @param instant whose instant it is
 * @param values the values that came with the call
 * @param deadline when all must be over
 * @param completeness what a part that fails means
 * @param isWanted whether anybody still waits for the answer; if not, no further statement is sent
 */
public record Lookup(
    LookupPlan plan,
    EntityKeys keys,
    long asOfMillis,
    Instant instant,
    RequestValues values,
    Deadline deadline,
    Completeness completeness,
    BooleanSupplier isWanted) {

  /** What a part that fails means for the whole. */
  public enum Completeness {
    /** The whole fails. */
    ALL_OR_NOTHING,
    /** The rest is answered. */
    BEST_EFFORT
  }
}

package io.nearline.server.batch;

import io.nearline.features.request.RequestValues;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.plan.LookupForm;
import io.nearline.server.plan.LookupPlan;
import io.nearline.server.plan.RowForm;
import io.nearline.server.sql.EntityKeys;
import java.util.Optional;
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

  /** Whose instant a lookup's windows end at. */
  public enum Instant {
    /** The caller's: whoever asks again gets the same bytes. */
    GIVEN,
    /** The server's: no other lookup has it. */
    OF_SENDING
  }

  /** What a part that fails means for the whole. */
  public enum Completeness {
    /** The whole fails. */
    ALL_OR_NOTHING,
    /** The rest is answered. */
    BEST_EFFORT
  }

  /** Returns the form in which Pinot aggregates what it can. */
  LookupForm aggregates() {
    return switch (instant) {
      case GIVEN -> plan.repeatable();
      case OF_SENDING -> plan.aggregates();
    };
  }

  /** Returns the form of one fetch of rows; empty where there is none. */
  Optional<RowForm> rows() {
    return switch (instant) {
      case GIVEN -> Optional.empty();
      case OF_SENDING -> plan.rows();
    };
  }
}

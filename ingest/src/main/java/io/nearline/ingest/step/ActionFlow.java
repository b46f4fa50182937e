package io.nearline.ingest.step;

import io.nearline.features.action.InvalidActionException;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.ingest.event.Arrival;
import io.nearline.ingest.event.DeadLetterReason;
import io.nearline.ingest.event.Identity;
import io.nearline.ingest.event.RefusedEventException;
import io.nearline.ingest.expression.ExpressionFailedException;
import io.nearline.ingest.metrics.IngestMeters;
import io.nearline.ingest.pipeline.Pipeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pipeline's steps after an event is keyed by its actor: de-duplicate, join, project, validate,
 * emit. An id is remembered only once its event is an action, so that a mended dead letter may be
 * sent again. Not thread-safe.
 */
public final class ActionFlow {
  private final Deduplication deduplication;
  private final Joining joining;
  private final Projecting projecting;
  private final Validation validation;
  private final Emission emission;

  /** Makes the flow of a pipeline. */
  public ActionFlow(
      Pipeline pipeline,
      AttributeCatalogue catalogue,
      Deduplication deduplication,
      AttributeTables tables,
      IngestMeters meters) {
    this.deduplication = deduplication;
    this.joining = Joining.of(pipeline, tables, meters);
    this.projecting = new Projecting(pipeline.projection());
    this.validation = new Validation(catalogue);
    this.emission = new Emission(catalogue);
  }

  /** Decides what becomes of an event; never throws for what it holds. */
  Verdict run(Arrival.Admitted admitted, long now) {
    Identity identity = admitted.identity();
    byte[] key = Deduplication.key(identity.actor(), identity.eventId());
    if (deduplication.seen(key, now)) {
      return new Verdict.Duplicate();
    }
    try {
      Optional<Map<String, Object>> variables = joining.join(admitted.event());
      if (variables.isEmpty()) {
        return new Verdict.Filtered(Settlement.BY_JOIN);
      }
      Draft draft = projecting.project(identity, variables.get());
      CheckedAction action = validation.check(draft);
      List<Outgoing> records = emission.emit(action);
      deduplication.remember(key, now);
      return new Verdict.Emitted(action.action(), records);
    } catch (RefusedEventException e) {
      return dead(admitted, e);
    } catch (ExpressionFailedException e) {
      return dead(admitted, refused(DeadLetterReason.EXPRESSION_FAILED, e));
    } catch (InvalidActionException e) {
      return dead(admitted, refused(DeadLetterReason.INVALID, e));
    }
  }

  private static RefusedEventException refused(DeadLetterReason reason, Exception cause) {
    return new RefusedEventException(reason, String.valueOf(cause.getMessage()));
  }

  private static Verdict dead(Arrival.Admitted admitted, RefusedEventException e) {
    return new Verdict.Dead(
        new Arrival.Refused(admitted.pipeline(), admitted.raw(), e.reason(), e.detail()));
  }
}

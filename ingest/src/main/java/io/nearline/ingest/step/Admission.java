package io.nearline.ingest.step;

import io.nearline.features.action.InvalidActionException;
import io.nearline.features.attribute.ColumnLimits;
import io.nearline.ingest.event.Arrival;
import io.nearline.ingest.event.DeadLetterReason;
import io.nearline.ingest.event.Event;
import io.nearline.ingest.event.EventDecoder;
import io.nearline.ingest.event.Identity;
import io.nearline.ingest.event.RawEvent;
import io.nearline.ingest.event.RefusedEventException;
import io.nearline.ingest.event.TimeBounds;
import io.nearline.ingest.expression.Expression;
import io.nearline.ingest.expression.ExpressionFailedException;
import io.nearline.ingest.expression.ExpressionScope;
import io.nearline.ingest.pipeline.Pipeline;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The steps before an event is keyed by its actor: decode, filter, read the identity, and check the
 * time. They see the event only. Thread-safe.
 */
public final class Admission {
  private final Pipeline pipeline;
  private final TimeBounds bounds;
  private final EventDecoder decoder;

  /** Makes the admission of a pipeline. */
  public Admission(Pipeline pipeline, TimeBounds bounds) {
    this.pipeline = pipeline;
    this.bounds = bounds;
    this.decoder = pipeline.format().decoder();
  }

  /**
   * Decides what a raw event is; never throws for what the event holds.
   *
   * @param origin where it stood at first, if it was sent again; that, or else where it stands,
   *     identifies it where it has no id of its own
   * @param now the processing time, in epoch milliseconds
   */
  public Arrival admit(RawEvent raw, Optional<String> origin, long now) {
    try {
      Event event = decode(raw);
      Map<String, Object> variables = Map.of(ExpressionScope.EVENT, event.fields());
      if (!passes(variables)) {
        return new Arrival.Filtered(pipeline.name());
      }
      Identity identity = identity(raw, origin, variables);
      if (pipeline.keyedByActor()) {
        checkKey(raw.key(), identity.actor());
      }
      checkTime(identity.timestamp(), now);
      return new Arrival.Admitted(pipeline.name(), raw, identity, event);
    } catch (RefusedEventException e) {
      return new Arrival.Refused(pipeline.name(), raw, e.reason(), e.detail());
    } catch (ExpressionFailedException e) {
      return new Arrival.Refused(
          pipeline.name(), raw, DeadLetterReason.EXPRESSION_FAILED, String.valueOf(e.getMessage()));
    } catch (InvalidActionException e) {
      return new Arrival.Refused(
          pipeline.name(), raw, DeadLetterReason.INVALID, String.valueOf(e.getMessage()));
    }
  }

  private Event decode(RawEvent raw) throws RefusedEventException {
    byte[] value = raw.value();
    if (value == null) {
      throw new RefusedEventException(
          DeadLetterReason.MALFORMED, "value: nothing (expected: an event)");
    }
    return decoder.decode(value);
  }

  private boolean passes(Map<String, Object> variables)
      throws ExpressionFailedException, RefusedEventException {
    if (pipeline.filter().isEmpty()) {
      return true;
    }
    Object result = pipeline.filter().get().evaluate(variables);
    if (result instanceof Boolean passes) {
      return passes;
    }
    throw new RefusedEventException(
        DeadLetterReason.EXPRESSION_FAILED, "filter: " + result + " (expected: true or false)");
  }

  private Identity identity(RawEvent raw, Optional<String> origin, Map<String, Object> variables)
      throws ExpressionFailedException {
    String id = sourceId(variables);
    String eventId = pipeline.name() + ":" + (id == null ? origin.orElseGet(raw::coordinates) : id);
    Texts.column("eventId", eventId, ColumnLimits.EVENT_ID);
    Object actor = pipeline.projection().actor().evaluate(variables);
    Object timestamp = pipeline.projection().timestamp().evaluate(variables);
    return new Identity(
        eventId,
        integer("actor", actor, "a 64-bit integer"),
        timestamp instanceof Instant instant
            ? millis(instant)
            : integer("timestamp", timestamp, "epoch milliseconds"));
  }

  private @Nullable String sourceId(Map<String, Object> variables)
      throws ExpressionFailedException {
    if (pipeline.eventId().isEmpty()) {
      return null;
    }
    Expression expression = pipeline.eventId().get();
    Object id = expression.evaluate(variables);
    OptionalLong number = WholeNumbers.of(id);
    if (id == null) {
      return null;
    }
    if (number.isPresent()) {
      return Long.toString(number.getAsLong());
    }
    return Texts.column(expression.path(), id, ColumnLimits.EVENT_ID);
  }

  private static long integer(String path, @Nullable Object value, String expectation) {
    OptionalLong number = WholeNumbers.of(value);
    if (number.isEmpty()) {
      throw new InvalidActionException(path, String.valueOf(value), expectation);
    }
    return number.getAsLong();
  }

  private static long millis(Instant instant) {
    try {
      return instant.toEpochMilli();
    } catch (ArithmeticException e) {
      throw new InvalidActionException("timestamp", instant.toString(), "epoch milliseconds");
    }
  }

  private void checkTime(long timestamp, long now) throws RefusedEventException {
    Optional<TimeBounds.Breach> breach = bounds.breach(timestamp, now);
    if (breach.isPresent()) {
      throw new RefusedEventException(
          breach.get().reason(), String.valueOf(breach.get().fault().getMessage()));
    }
  }

  private static void checkKey(byte @Nullable [] key, long actor) throws RefusedEventException {
    byte[] expected = Long.toString(actor).getBytes(StandardCharsets.UTF_8);
    if (!Arrays.equals(key, expected)) {
      String text = key == null ? "nothing" : new String(key, StandardCharsets.UTF_8);
      throw new RefusedEventException(
          DeadLetterReason.WRONG_KEY, "key: " + text + " (expected: the actor, " + actor + ")");
    }
  }
}

package io.nearline.ingest.record;

import io.nearline.features.action.Action;
import io.nearline.features.action.ActionJson;
import io.nearline.features.action.Attributes;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributeRoot;
import io.nearline.ingest.event.TimeBounds;
import io.nearline.ingest.step.Acceptance;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges one action by itself: coerces what can be coerced without loss, and holds the rest against
 * the very rules by which its pipelines will judge it again, so that what is accepted doesn't
 * become a dead letter for a reason that can be seen here. Thread-safe, if the ids' maker is.
 */
public final class Judge {
  private static final String INTEGER = "a 64-bit integer; beyond 2^53 as text";
  private static final String TIME = "epoch milliseconds, or ISO-8601 with Z or an offset";

  private final AttributeCoercion attributes;
  private final Acceptance acceptance;
  private final Supplier<String> ids;

  /**
   * Makes the judge.
   *
   * @param bounds which times are taken
   * @param pipelines the names of the pipelines that will read the actions
   * @param ids makes the ids of events that have none
   */
  public Judge(
      AttributeCatalogue catalogue,
      TimeBounds bounds,
      Set<String> pipelines,
      Supplier<String> ids) {
    this.attributes = new AttributeCoercion(catalogue);
    this.acceptance = new Acceptance(catalogue, bounds, pipelines);
    this.ids = ids;
  }

  /**
   * Judges an action; never throws for what it holds.
   *
   * @param now the processing time, which is the time of an action that has none, in epoch
   *     milliseconds
   */
  public Judgement judge(SentAction sent, long now) {
    Findings findings = new Findings();
    String eventId = sent.eventId().isEmpty() ? ids.get() : sent.eventId();
    long actor = actor(sent.actor(), findings);
    long timestamp = timestamp(sent.timestamp(), now, findings);
    Map<AttributeRoot, Map<String, Object>> coerced = new EnumMap<>(AttributeRoot.class);
    sent.attributes()
        .forEach((root, values) -> coerced.put(root, attributes.coerce(root, values, findings)));
    acceptance
        .faults(eventId, actor, timestamp, sent.verb(), sent.object(), coerced)
        .forEach(fault -> findings.faults().add(Fault.of(fault)));
    if (!findings.faults().isEmpty()) {
      return new Judgement.Rejected(findings.faults(), findings.coercions());
    }
    Action action =
        new Action(
            eventId,
            actor,
            attributes(coerced, AttributeRoot.ACTOR),
            sent.verb(),
            attributes(coerced, AttributeRoot.VERB),
            sent.object(),
            attributes(coerced, AttributeRoot.OBJECT),
            timestamp);
    return new Judgement.Accepted(
        eventId,
        Long.toString(actor).getBytes(StandardCharsets.UTF_8),
        ActionJson.write(action),
        findings.coercions());
  }

  private static long actor(@Nullable Object value, Findings findings) {
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof String text) {
      OptionalLong number = NumberText.integer(text);
      if (number.isPresent()) {
        findings.coerced("actor", text, number.getAsLong());
        return number.getAsLong();
      }
    }
    findings.fault("actor", value, INTEGER);
    return 0;
  }

  private long timestamp(@Nullable Object value, long now, Findings findings) {
    if (value == null) {
      return now;
    }
    OptionalLong millis = millis(value, findings);
    if (millis.isEmpty()) {
      findings.fault("timestamp", value, TIME);
      return now;
    }
    acceptance
        .timeFault(millis.getAsLong(), now)
        .ifPresent(fault -> findings.faults().add(Fault.of(fault)));
    return millis.getAsLong();
  }

  private static OptionalLong millis(Object value, Findings findings) {
    if (value instanceof Long number) {
      return OptionalLong.of(number);
    }
    if (value instanceof String text) {
      OptionalLong millis = NumberText.integer(text);
      millis = millis.isPresent() ? millis : instant(text);
      if (millis.isPresent()) {
        findings.coerced("timestamp", text, millis.getAsLong());
        return millis;
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalLong instant(String text) {
    try {
      return OptionalLong.of(Instant.parse(text).toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  private static @Nullable Attributes attributes(
      Map<AttributeRoot, Map<String, Object>> all, AttributeRoot root) {
    Map<String, Object> values = all.get(root);
    return values == null ? null : Attributes.of(values);
  }
}

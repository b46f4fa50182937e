package io.nearline.ingest.pipeline;

import io.nearline.ingest.expression.Expression;
import java.util.List;
import java.util.Optional;

/**
 * How the raw events of some topics become actions.
 *
 * @param name its name, the prefix of its events' ids
 * @param from the source topics, at least one
 * @param format how events are read
 * @param keyedByActor whether the source topics' records are keyed by the decimal actor already, so
 *     that they need no re-keying
 * @param eventId the source's own id of an event; empty: its topic, partition and offset
 * @param filter which events become actions; empty: all
 * @param joins the tables that are joined, in order
 * @param projection how an event becomes an action
 */
public record Pipeline(
    String name,
    List<String> from,
    EventFormat format,
    boolean keyedByActor,
    Optional<Expression> eventId,
    Optional<Expression> filter,
    List<Join> joins,
    Projection projection) {

  /** Copies the lists. */
  public Pipeline {
    from = List.copyOf(from);
    joins = List.copyOf(joins);
    if (from.isEmpty()) {
      throw new IllegalArgumentException("from: nothing (expected: at least one topic)");
    }
  }
}

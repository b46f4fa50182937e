package io.nearline.ingest.step;

import dev.cel.common.values.NullValue;
import io.micrometer.core.instrument.Counter;
import io.nearline.ingest.event.DeadLetterReason;
import io.nearline.ingest.event.Event;
import io.nearline.ingest.event.RefusedEventException;
import io.nearline.ingest.expression.ExpressionFailedException;
import io.nearline.ingest.expression.ExpressionScope;
import io.nearline.ingest.metrics.IngestMeters;
import io.nearline.ingest.pipeline.Join;
import io.nearline.ingest.pipeline.Pipeline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The step that looks an event's attributes up. */
public final class Joining {
  private final List<Metered> joins;
  private final AttributeTables tables;

  /** A join, and what counts its look-ups. */
  private record Metered(Join join, Counter hits, Counter misses) {}

  private Joining(List<Metered> joins, AttributeTables tables) {
    this.joins = List.copyOf(joins);
    this.tables = tables;
  }

  /** Makes the step of a pipeline. */
  static Joining of(Pipeline pipeline, AttributeTables tables, IngestMeters meters) {
    List<Metered> joins = new ArrayList<>();
    for (Join join : pipeline.joins()) {
      joins.add(
          new Metered(
              join,
              meters.joins(pipeline.name(), join.table(), "hit"),
              meters.joins(pipeline.name(), join.table(), "miss")));
    }
    return new Joining(joins, tables);
  }

  /**
   * Returns what expressions may refer to: the event, and what each join found; empty when a join
   * that misses drops the event.
   *
   * @throws ExpressionFailedException when a key can't be made
   * @throws RefusedEventException when a join that misses demands its key, or a table's value is no
   *     JSON object
   */
  public Optional<Map<String, Object>> join(Event event)
      throws ExpressionFailedException, RefusedEventException {
    if (joins.isEmpty()) {
      return Optional.of(Map.of(ExpressionScope.EVENT, event.fields()));
    }
    Map<String, Object> variables = new HashMap<>();
    variables.put(ExpressionScope.EVENT, event.fields());
    for (Metered metered : joins) {
      Join join = metered.join();
      String key = key(join, variables);
      Map<String, Object> row = row(join, key);
      if (row != null) {
        metered.hits().increment();
        variables.put(join.table(), row);
        continue;
      }
      metered.misses().increment();
      switch (join.onMiss()) {
        case NULL_ATTRIBUTES -> variables.put(join.table(), NullValue.NULL_VALUE);
        case DROP -> {
          return Optional.empty();
        }
        case DEAD_LETTER ->
            throw new RefusedEventException(
                DeadLetterReason.JOIN_MISSED,
                join.table() + ": " + key + " (expected: a key of " + join.topic() + ")");
      }
    }
    return Optional.of(variables);
  }

  private static String key(Join join, Map<String, Object> variables)
      throws ExpressionFailedException, RefusedEventException {
    Object key = join.key().evaluate(variables);
    if (key instanceof String text) {
      return text;
    }
    OptionalLong number = WholeNumbers.of(key);
    if (number.isPresent()) {
      return Long.toString(number.getAsLong());
    }
    throw new RefusedEventException(
        DeadLetterReason.EXPRESSION_FAILED,
        join.key().path() + ": " + key + " (expected: a string or an integer)");
  }

  private @Nullable Map<String, Object> row(Join join, String key) throws RefusedEventException {
    try {
      return tables.row(join.topic(), key.getBytes(StandardCharsets.UTF_8));
    } catch (RefusedEventException e) {
      throw new RefusedEventException(
          DeadLetterReason.TABLE_MALFORMED,
          join.table() + ": " + join.topic() + "[" + key + "]: " + e.detail());
    }
  }
}

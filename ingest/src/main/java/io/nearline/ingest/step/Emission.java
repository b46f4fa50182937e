package io.nearline.ingest.step;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.EntityTable;
import io.nearline.ingest.event.DeadLetterReason;
import io.nearline.ingest.event.MessageLimits;
import io.nearline.ingest.event.RefusedEventException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The step that writes an action for each entity table: the same bytes, keyed by the table's root
 * key, to the topic of the table's name. Thread-safe.
 */
final class Emission {
  private final List<EntityTable> tables;
  private final ActionWriter writer = new ActionWriter();

  Emission(AttributeCatalogue catalogue) {
    this.tables = List.copyOf(catalogue.entities().values());
  }

  /**
   * Returns the records of an action.
   *
   * @throws RefusedEventException when it is too large
   */
  List<Outgoing> emit(CheckedAction action) throws RefusedEventException {
    byte[] value = writer.write(action);
    if (value.length > MessageLimits.ACTION) {
      throw new RefusedEventException(
          DeadLetterReason.TOO_LARGE,
          "action: "
              + value.length
              + " bytes (expected: at most "
              + MessageLimits.ACTION
              + " bytes)");
    }
    List<Outgoing> records = new ArrayList<>(tables.size());
    for (EntityTable table : tables) {
      records.add(new Outgoing(table.table(), key(table, action), value, new RecordHeaders()));
    }
    return records;
  }

  private static byte[] key(EntityTable table, CheckedAction action) {
    String key =
        switch (table.key()) {
          case "actor" -> Long.toString(action.action().actor());
          case "object" -> action.action().object();
          default ->
              throw new IllegalStateException(
                  table.key() + " of " + table.table() + " (expected: actor or object)");
        };
    return key.getBytes(StandardCharsets.UTF_8);
  }
}

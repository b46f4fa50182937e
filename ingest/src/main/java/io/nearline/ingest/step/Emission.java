package io.nearline.ingest.step;

import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributePath;
import io.nearline.features.attribute.EntityTable;
import io.nearline.ingest.event.DeadLetterReason;
import io.nearline.ingest.event.MessageLimits;
import io.nearline.ingest.event.RefusedEventException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The step that writes an action for each entity table: the same bytes, keyed by the table's root
 * key, to the topic of the table's name. An action that lacks the attribute which is a table's root
 * key is not written for that table. Not thread-safe.
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
      key(table, action.action())
          .ifPresent(
              key -> records.add(new Outgoing(table.table(), key, value, new RecordHeaders())));
    }
    return records;
  }

  /**
   * Returns the record's key: the text of the root key's value, of which Kafka's partitioner and
   * Pinot's Murmur make the same partition.
   */
  private static Optional<byte[]> key(EntityTable table, Action action) {
    return switch (table.key()) {
      case "actor" -> Optional.of(bytes(Long.toString(action.actor())));
      case "object" -> Optional.of(bytes(action.object()));
      default -> attribute(AttributePath.parse(table.key()).orElseThrow(), action);
    };
  }

  private static Optional<byte[]> attribute(AttributePath path, Action action) {
    Attributes attributes = action.attributes(path.root());
    Object value = attributes == null ? null : attributes.get(path.name());
    // A string or an integer: the validation before this saw to the declared type.
    return Optional.ofNullable(value).map(present -> bytes(present.toString()));
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }
}

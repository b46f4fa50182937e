package io.nearline.ingest.step;

import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributePath;
import io.nearline.features.attribute.EntityTable;
import io.nearline.features.type.ScalarType;
import io.nearline.ingest.heartbeat.SettledThrough;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Makes the heartbeats of a partition: for each table an action of the reserved verb, with a root
 * key that is of this partition of the table's topic. Its {@code verbAttributes} tell {@code
 * partition}, {@code partitions}, how many there are, and {@code through}, an instant in epoch
 * milliseconds: of the events that had reached Kafka by then, all actions of this partition are
 * before the heartbeat. Its timestamp is the processing time; the record has a header of the verb's
 * name. Not thread-safe.
 *
 * <p>Only one task writes to a partition of {@code actions}. All tasks write to each of a twin's:
 * there it is the instant of the task that is farthest behind.
 */
public final class Heartbeats {
  private static final String ACTOR = "actor";
  private static final String OBJECT = "object";

  /** By which Kafka's consumers tell heartbeats from actions without reading them. */
  private static final Header MARK = new RecordHeader(Action.HEARTBEAT_VERB, new byte[0]);

  private static final String PREFIX = "nearline:";

  private final Collection<EntityTable> tables;
  private final AttributeCatalogue catalogue;
  private final int partitions;
  private final Map<String, List<String>> keys = new HashMap<>();
  private final ActionWriter writer = new ActionWriter();

  /**
   * Makes those of a catalogue's tables.
   *
   * @param partitions how many partitions their topics have
   */
  public Heartbeats(AttributeCatalogue catalogue, int partitions) {
    this.catalogue = catalogue;
    this.partitions = partitions;
    this.tables = catalogue.entities().values();
    for (EntityTable table : tables) {
      keys.put(table.key(), keys(table.key().equals(OBJECT) ? PREFIX : ""));
    }
  }

  /** Returns a key of each partition: that of the least number. */
  private List<String> keys(String prefix) {
    @Nullable String[] found = new String[partitions];
    int missing = partitions;
    for (long number = 1; missing > 0; number++) {
      String key = prefix + number;
      // As Kafka's default partitioner does.
      int partition = Utils.toPositive(Utils.murmur2(bytes(key))) % partitions;
      if (found[partition] == null) {
        found[partition] = key;
        missing--;
      }
    }
    return List.of(found);
  }

  /**
   * Returns the heartbeats of a partition.
   *
   * @param now the processing time, in epoch milliseconds
   */
  public List<Outgoing> of(int partition, SettledThrough settled, long now) {
    List<Outgoing> records = new ArrayList<>(tables.size());
    for (EntityTable table : tables) {
      String key = keys.getOrDefault(table.key(), List.of()).get(partition);
      OptionalLong through = table.key().equals(ACTOR) ? settled.of(partition) : settled.all();
      records.add(
          new Outgoing(
              table.table(),
              bytes(key),
              writer.write(heartbeat(table, key, told(partition, through), now)),
              new RecordHeaders(List.<Header>of(MARK))));
    }
    return records;
  }

  private Map<String, Object> told(int partition, OptionalLong through) {
    Map<String, Object> told = new HashMap<>();
    told.put("partition", (long) partition);
    told.put("partitions", (long) partitions);
    through.ifPresent(instant -> told.put("through", instant));
    return told;
  }

  private CheckedAction heartbeat(
      EntityTable table, String key, Map<String, Object> told, long now) {
    Action heartbeat =
        new Action(
            String.join(":", Action.HEARTBEAT_VERB, table.table(), key, String.valueOf(now)),
            table.key().equals(ACTOR) ? Long.parseLong(key) : 0,
            null,
            Action.HEARTBEAT_VERB,
            Attributes.of(told),
            table.key().equals(OBJECT) ? key : Action.HEARTBEAT_VERB,
            null,
            now);
    return AttributePath.parse(table.key())
        .map(path -> with(heartbeat, path, table.type() == ScalarType.INT64, key))
        .orElse(new CheckedAction(heartbeat, List.of()));
  }

  private CheckedAction with(Action heartbeat, AttributePath path, boolean isNumber, String key) {
    Object value = isNumber ? (Object) Long.valueOf(key) : key;
    Attributes attributes = heartbeat.attributes(path.root());
    return new CheckedAction(
        heartbeat.withAttributes(
            path.root(),
            (attributes == null ? Attributes.EMPTY : attributes).with(path.name(), value)),
        catalogue.attributes().stream()
            .filter(attribute -> attribute.path().equals(path))
            .flatMap(attribute -> attribute.column().stream())
            .map(column -> new ColumnValue(column, value))
            .toList());
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }
}

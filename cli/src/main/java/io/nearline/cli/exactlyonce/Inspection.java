package io.nearline.cli.exactlyonce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nearline.cli.account.CommittedRecords;
import io.nearline.cli.demo.EventGenerator;
import io.nearline.cli.demo.Fate;
import io.nearline.cli.system.PinotRows;
import io.nearline.cli.system.StackAddresses;
import io.nearline.features.action.Action;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads what is in Kafka and Pinot, record by record: the raw events, which say what must have
 * become of them, and what has. One use.
 */
final class Inspection {
  private static final String DEAD_LETTERS = "dead-letters";

  /** The pattern of the sample configuration: the pipeline that its emissions' ids name. */
  private static final List<String> PATTERNS = List.of("search-conversion");

  private static final int PAGE = 20_000;
  private static final int LIMIT = 1_000_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final StackAddresses addresses;
  private final List<String> tables;
  private final EventIds actions;
  private final EventIds letters = new EventIds(List.of("Kafka, " + DEAD_LETTERS));
  private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);
  private final List<Long> timestamps = new ArrayList<>();

  /**
   * Makes an inspection.
   *
   * @param tables the topics of actions and Pinot's tables of the same names
   */
  Inspection(StackAddresses addresses, Collection<String> tables) {
    this.addresses = addresses;
    this.tables = List.copyOf(tables);
    this.actions =
        new EventIds(
            Stream.concat(
                    this.tables.stream().map(table -> "Kafka, " + table),
                    this.tables.stream().map(table -> "Pinot, " + table))
                .toList());
  }

  /** Reads everything. */
  Inspection read() {
    records(EventMix.topics(), this::expect);
    records(List.of(DEAD_LETTERS), letter -> letters.found(0, origin(letter)));
    for (int i = 0; i < tables.size(); i++) {
      int place = i;
      records(List.of(tables.get(i)), record -> found(place, record));
    }
    timestamps.sort(null);
    PinotRows pinot = new PinotRows(addresses.pinotBroker());
    for (int i = 0; i < tables.size(); i++) {
      rows(pinot, tables.get(i), tables.size() + i);
    }
    return this;
  }

  /** Returns how many raw events there are of each fate. */
  Map<Fate, Long> fates() {
    return fates;
  }

  /** Returns what was found of actions, place by place. */
  List<EventIds.Place> actions() {
    return actions.examine(PATTERNS);
  }

  /** Returns what was found of dead letters, by where their events stand. */
  EventIds.Place letters() {
    return letters.examine(List.of()).get(0);
  }

  private void records(
      List<String> topics, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> action) {
    try (CommittedRecords committed = new CommittedRecords(addresses.kafka(), topics)) {
      committed.read(action);
    }
  }

  private void expect(ConsumerRecord<byte[], byte[]> raw) {
    Fate fate = EventFeed.fate(raw.headers());
    fates.merge(fate, 1L, Long::sum);
    if (fate == Fate.ACTION) {
      actions.expect(eventId(raw));
    } else if (fate == Fate.DEAD) {
      letters.expect(coordinates(raw));
    }
  }

  /** The id that the pipelines of the sample configuration give an event. */
  private static String eventId(ConsumerRecord<byte[], byte[]> raw) {
    return switch (raw.topic()) {
      case EventGenerator.JOBS -> "jobs:" + json(raw).path("id").textValue();
      case EventMix.ACTIONS -> "actions:" + json(raw).path("eventId").textValue();
      default -> "clicks:" + coordinates(raw);
    };
  }

  private static String coordinates(ConsumerRecord<?, ?> raw) {
    return raw.topic() + ":" + raw.partition() + ":" + raw.offset();
  }

  private static String origin(ConsumerRecord<?, ?> letter) {
    return header(letter, "topic")
        + ":"
        + header(letter, "partition")
        + ":"
        + header(letter, "offset");
  }

  private static String header(ConsumerRecord<?, ?> letter, String name) {
    return new String(
        letter.headers().lastHeader("nearline." + name).value(), StandardCharsets.UTF_8);
  }

  private void found(int place, ConsumerRecord<byte[], byte[]> record) {
    JsonNode action = json(record);
    if (action.path("verb").asText().equals(Action.HEARTBEAT_VERB)) {
      return;
    }
    actions.found(place, action.path("eventId").textValue());
    if (place == 0) {
      timestamps.add(action.path("timestamp").longValue());
    }
  }

  /** Reads the ids of a table, a span of time after the other. */
  private void rows(PinotRows pinot, String table, int place) {
    String from = "";
    for (int i = PAGE; i < timestamps.size(); i += PAGE) {
      long end = timestamps.get(i);
      page(pinot, table, from + "\"timestamp\" < " + end, place);
      from = "\"timestamp\" >= " + end + " AND ";
    }
    page(pinot, table, from + "\"timestamp\" < " + Long.MAX_VALUE, place);
  }

  private void page(PinotRows pinot, String table, String where, int place) {
    JsonNode rows =
        pinot.rows(
            "SELECT eventId FROM %s WHERE %s AND verb <> '%s' LIMIT %d"
                .formatted(table, where, Action.HEARTBEAT_VERB, LIMIT));
    rows.forEach(row -> actions.found(place, row.path(0).textValue()));
  }

  private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
    try {
      return JSON.readTree(record.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

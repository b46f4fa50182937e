package io.nearline.cli.reprocess;

import io.nearline.cli.CommandException;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.EntityTable;
import io.nearline.features.attribute.Generations;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Builds a new generation of the tables from raw events beside the served one, and changes over to
 * it. What was done is told by {@code generation.yaml} and by what is there, so it can be killed at
 * any time and run again.
 *
 * <pre>
 * generation: 1                         last: 2   number 2 is taken; topics, tables, offsets are made
 * generation: 1   writing: [1, 2]       last: 2   ingest replays into 2, and goes on writing 1
 * generation: 2   writing: [1, 2]       last: 2   2 has caught up: servers change over, 1 is a way back
 * generation: 2                         last: 2   1 is not written any more: dropped
 * </pre>
 */
final class Reprocess {
  private final GenerationRecord record;
  private final AttributeCatalogue first;
  private final IngestSettings ingest;
  private final IngestTasks tasks;
  private final Brokers brokers;
  private final PassedRecords records;
  private final GenerationTables tables;
  private final Servers servers;
  private final Duration grace;
  private final Waiting waiting;

  /**
   * The systems that take part.
   *
   * @param brokers Kafka
   * @param records Kafka's records
   * @param tables Pinot's tables
   * @param servers the feature servers
   */
  record Parts(Brokers brokers, PassedRecords records, GenerationTables tables, Servers servers) {}

  /**
   * Makes it.
   *
   * @param first what is declared, over the tables of the first generation
   * @param grace how long the old tables are kept after all servers have changed over
   */
  Reprocess(
      GenerationRecord record,
      AttributeCatalogue first,
      IngestSettings ingest,
      IngestTasks tasks,
      Parts parts,
      Duration grace,
      Waiting waiting) {
    this.record = record;
    this.first = first;
    this.ingest = ingest;
    this.tasks = tasks;
    this.brokers = parts.brokers();
    this.records = parts.records();
    this.tables = parts.tables();
    this.servers = parts.servers();
    this.grace = grace;
    this.waiting = waiting;
  }

  /**
   * Goes through all that is left to do.
   *
   * @param from the earliest raw events; empty to go on with what an earlier run has begun
   */
  void run(Optional<Instant> from) {
    Generations now = record.read();
    boolean underWay = now.written().size() > 1;
    if (underWay && from.isPresent() && !from.equals(now.from())) {
      throw CommandException.usage(
          "--from: %s (expected: %s, from which generation %d is being built; or --abandon)"
              .formatted(from.get(), now.from().map(Instant::toString).orElse("none"), now.last()));
    }
    if (!underWay) {
      dropAllBut(now);
      Generations before = now;
      now =
          begin(
              before,
              from.orElseThrow(
                  () ->
                      CommandException.usage(
                          "--from: nothing (expected: an instant; generation "
                              + before.served()
                              + " is served, and no other is being built)")));
    }
    if (now.next().isPresent()) {
      now = changeOver(now, now.next().get());
    }
    retire(now);
  }

  /** Gives up what is being built. */
  void abandon() {
    Generations now = record.read();
    if (now.written().size() > 1 && now.next().isEmpty()) {
      throw CommandException.usage(
          "--abandon: generation %d is served already (expected: one that is being built)"
              .formatted(now.served()));
    }
    Generations only =
        record.write(
            Generations.of(now.served(), List.of(now.served()), now.last(), Optional.empty()));
    dropAllBut(only);
    waiting.say("generation " + only.served() + " is served, and no other is being built");
  }

  private Generations begin(Generations now, Instant from) {
    RawEvents events = new RawEvents(brokers, ingest.sources());
    events.from(from, Instant.now());
    int next = now.last() + 1;
    waiting.say(
        "generation %d is served; building generation %d from %s"
            .formatted(now.served(), next, from));
    record.write(Generations.of(now.served(), List.of(now.served()), next, Optional.empty()));
    warn(from, next);
    tasks.prepare(next);
    tables.create(next, now.served());
    var places = events.from(from, Instant.now());
    brokers.begin(application(next), places);
    long todo =
        brokers.ends(places.keySet()).entrySet().stream()
            .mapToLong(end -> end.getValue() - places.getOrDefault(end.getKey(), 0L))
            .sum();
    waiting.say(
        String.format(
            Locale.ROOT,
            "  %,d raw events of %d topics go to %s",
            todo,
            places.keySet().stream().map(partition -> partition.topic()).distinct().count(),
            String.join(", ", tables.names(next))));
    return record.write(
        Generations.of(now.served(), List.of(now.served(), next), next, Optional.of(from)));
  }

  private void warn(Instant from, int next) {
    Duration longest =
        first.entities().values().stream()
            .map(EntityTable::retention)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    if (from.plus(longest).isAfter(Instant.now())) {
      waiting.say(
          "  what came before is not in generation %d: windows that begin earlier see less"
              .formatted(next));
    }
  }

  private Generations changeOver(Generations now, int next) {
    Duration behind =
        new CatchUp(
                brokers,
                records,
                waiting,
                application(next),
                ingest.sources(),
                tables.names(next),
                () -> tables.places(next))
            .await();
    waiting.say(
        String.format(
            Locale.ROOT,
            "generation %d has caught up: what comes in is in Pinot within %.1f s",
            next,
            behind.toMillis() / 1e3));
    return record.write(Generations.of(next, now.written(), now.last(), now.from()));
  }

  private void retire(Generations now) {
    int served = now.served();
    waiting.until(
        () -> servers.otherThan(served).isEmpty(),
        () -> "not yet served by " + String.join("; ", servers.otherThan(served)));
    waiting.say(
        "generation %d is served by %s; the one before is written for another %d s"
            .formatted(
                served,
                servers.count() == 1 ? "the server" : "all " + servers.count() + " servers",
                grace.toSeconds()));
    Waiting.pause(grace);
    Generations only =
        record.write(Generations.of(served, List.of(served), now.last(), Optional.empty()));
    dropAllBut(only);
  }

  private void dropAllBut(Generations only) {
    Set<String> topics = brokers.topics();
    for (int generation = 1; generation <= only.last(); generation++) {
      int old = generation;
      if (old != only.served()
          && (tables.names(old).stream().anyMatch(topics::contains) || tables.exist(old))) {
        waiting.until(
            () -> brokers.members(application(old)) == 0,
            () -> "ingest still works for " + application(old));
        tables.drop(old);
        tasks.drop(old);
        waiting.say(
            "generation %d is dropped: %s".formatted(old, String.join(", ", tables.names(old))));
      }
    }
  }

  private String application(int generation) {
    return Generations.applicationId(ingest.applicationId(), generation);
  }
}

package io.nearline.ingest.topology;

import io.nearline.ingest.account.Account;
import io.nearline.ingest.configuration.IngestConfiguration;
import io.nearline.ingest.configuration.IngestDefinition;
import io.nearline.ingest.event.Arrival;
import io.nearline.ingest.heartbeat.SettledThrough;
import io.nearline.ingest.metrics.IngestMeters;
import io.nearline.ingest.pipeline.Pipeline;
import io.nearline.ingest.step.ActionFlow;
import io.nearline.ingest.step.DeadLetters;
import io.nearline.ingest.step.Deduplication;
import io.nearline.ingest.step.Heartbeats;
import io.nearline.ingest.step.Outgoing;
import io.nearline.ingest.step.PatternFlow;
import io.nearline.ingest.step.PatternStage;
import io.nearline.ingest.step.PatternStates;
import io.nearline.ingest.step.Settlement;
import io.nearline.ingest.topology.StoredTables.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Settles the events of one partition of actors, over the stores of that partition. */
final class SettlementProcessor extends ContextualProcessor<byte[], Arrival, byte[], Outgoing> {
  /** How often what waits for its time is looked at. */
  private static final Duration ADVANCE = Duration.ofMillis(100);

  private final IngestDefinition definition;
  private final IngestMeters meters;
  private final Optional<SettledThrough> settled;
  private final Map<String, TableRows> rowsAtHand;
  private @Nullable Settlement settlement;

  /**
   * Makes it.
   *
   * @param settled what heartbeats tell; empty: there are none
   * @param rowsAtHand of each table, by its topic
   */
  SettlementProcessor(
      IngestDefinition definition,
      IngestMeters meters,
      Optional<SettledThrough> settled,
      Map<String, TableRows> rowsAtHand) {
    this.definition = definition;
    this.meters = meters;
    this.settled = settled;
    this.rowsAtHand = rowsAtHand;
  }

  @Override
  public void init(ProcessorContext<byte[], Outgoing> context) {
    super.init(context);
    IngestConfiguration configuration = definition.configuration();
    Deduplication deduplication =
        new Deduplication(
            context.getStateStore(Deduplication.STORE), configuration.deduplicationHorizon());
    Map<String, Table> tables = new HashMap<>();
    rowsAtHand.forEach(
        (topic, rows) ->
            tables.put(topic, new Table(context.getStateStore(TableLoader.store(topic)), rows)));
    Map<String, ActionFlow> flows = new HashMap<>();
    for (Pipeline pipeline : definition.pipelines()) {
      flows.put(
          pipeline.name(),
          new ActionFlow(
              pipeline, definition.catalogue(), deduplication, new StoredTables(tables), meters));
    }
    Account account =
        new Account(context.getStateStore(Account.STORE), context.taskId().partition(), meters);
    PatternStage patterns = patterns(context, deduplication, account);
    DeadLetters letters =
        new DeadLetters(configuration.deadLetterTopic(), definition.catalogue().generation());
    settlement = new Settlement(flows, account, letters, patterns);
    if (!definition.patterns().isEmpty()) {
      context.schedule(
          ADVANCE, PunctuationType.WALL_CLOCK_TIME, now -> forward(patterns.advance(now), now));
    }
    settled.ifPresent(known -> scheduleHeartbeats(context, known));
  }

  /**
   * All tasks' heartbeats come at the same instants, so that those of a thread share a transaction:
   * that is what an idle system's heartbeats cost.
   */
  private void scheduleHeartbeats(
      ProcessorContext<byte[], Outgoing> context, SettledThrough known) {
    IngestConfiguration configuration = definition.configuration();
    Heartbeats heartbeats = new Heartbeats(definition.catalogue(), configuration.partitions());
    int partition = context.taskId().partition();
    configuration
        .heartbeatInterval()
        .ifPresent(
            interval ->
                context.schedule(
                    Instant.EPOCH,
                    interval,
                    PunctuationType.WALL_CLOCK_TIME,
                    now -> forward(heartbeats.of(partition, known, now), now)));
  }

  private PatternStage patterns(
      ProcessorContext<byte[], Outgoing> context, Deduplication deduplication, Account account) {
    PatternStates states = new PatternStates(context.getStateStore(PatternStates.STORE));
    long now = context.currentSystemTimeMs();
    List<PatternFlow> flows =
        definition.patterns().stream()
            .map(
                pattern ->
                    new PatternFlow(
                        pattern, definition.catalogue(), states, deduplication, account, now))
            .toList();
    return new PatternStage(flows, states);
  }

  @Override
  public void process(Record<byte[], Arrival> record) {
    if (settlement == null) {
      throw new IllegalStateException("process before init");
    }
    long now = context().currentSystemTimeMs();
    forward(settlement.settle(record.value(), record.headers(), now), record.timestamp());
  }

  private void forward(List<Outgoing> records, long timestamp) {
    for (Outgoing outgoing : records) {
      context().forward(new Record<>(outgoing.key(), outgoing, timestamp, outgoing.headers()));
    }
  }
}

package io.nearline.ingest.topology;

import io.nearline.ingest.account.Account;
import io.nearline.ingest.configuration.IngestDefinition;
import io.nearline.ingest.event.Arrival;
import io.nearline.ingest.event.EventDecoder;
import io.nearline.ingest.heartbeat.SettledThrough;
import io.nearline.ingest.metrics.IngestMeters;
import io.nearline.ingest.metrics.TimeSkew;
import io.nearline.ingest.pipeline.Pipeline;
import io.nearline.ingest.state.TableStore;
import io.nearline.ingest.step.Deduplication;
import io.nearline.ingest.step.Outgoing;
import io.nearline.ingest.step.PatternStates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The topology of all pipelines.
 *
 * <pre>
 * source topics ─ intake ─ (re-keyed by actor, unless keyed so) ─ settlement ─ actions, twins, dead letters
 *                                    attribute topics ─ tables ──────┘
 * </pre>
 *
 * <p>The intake has no state, so source topics may have any number of partitions; what it refuses
 * or filters goes on as such, and settlement alone writes dead letters and the account. Settlement
 * has as many tasks as {@code actions} has partitions, with a store of event ids, an account, and
 * all tables, which are global: joins demand no co-partitioning, and are loaded before processing
 * starts.
 */
public final class IngestTopology {
  /** The re-keying topic is {@code {application id}-by-actor-repartition}. */
  public static final String BY_ACTOR = "by-actor";

  private static final int HEAP_TO_ROWS_AT_HAND = 8;

  private final IngestDefinition definition;
  private final IngestMeters meters;
  private final Optional<SettledThrough> settled;
  private final List<Pipeline> pipelines;
  private final Map<String, TableRows> rowsAtHand;
  private final StreamsBuilder builder = new StreamsBuilder();

  private IngestTopology(
      IngestDefinition definition, IngestMeters meters, Optional<SettledThrough> settled) {
    this.definition = definition;
    this.meters = meters;
    this.settled = settled;
    this.pipelines = definition.pipelines();
    this.rowsAtHand = rowsAtHand(TableLoader.topics(pipelines));
  }

  /** Returns the topology, without heartbeats. */
  public static Topology of(IngestDefinition definition, IngestMeters meters) {
    return new IngestTopology(definition, meters, Optional.empty()).build();
  }

  /** Returns the topology, with the heartbeats that its configuration wants. */
  public static Topology of(
      IngestDefinition definition, IngestMeters meters, SettledThrough settled) {
    return new IngestTopology(definition, meters, Optional.of(settled)).build();
  }

  /** Returns the topic that re-keyed events cross. */
  public static String crossingTopic(IngestDefinition definition) {
    return definition.configuration().applicationId() + "-" + BY_ACTOR + "-repartition";
  }

  private Topology build() {
    rowsAtHand.forEach(this::table);
    Map<String, KStream<byte[], byte[]>> sources = new TreeMap<>();
    @Nullable KStream<byte[], Arrival> keyed = null;
    @Nullable KStream<byte[], Arrival> unkeyed = null;
    for (Pipeline pipeline : pipelines) {
      meters.show(pipeline.name());
      TimeSkew skew = meters.skew(pipeline.name());
      for (String topic : pipeline.from()) {
        KStream<byte[], Arrival> intake =
            sources
                .computeIfAbsent(topic, this::source)
                .process(
                    () -> new IntakeProcessor(pipeline, definition.timeBounds(), skew),
                    Named.as("intake-" + pipeline.name() + "-" + topic));
        if (pipeline.keyedByActor()) {
          keyed = keyed == null ? intake : keyed.merge(intake);
        } else {
          unkeyed = unkeyed == null ? intake : unkeyed.merge(intake);
        }
      }
    }
    if (unkeyed != null) {
      KStream<byte[], Arrival> rekeyed = unkeyed.repartition(byActor());
      keyed = keyed == null ? rekeyed : keyed.merge(rekeyed);
    }
    if (keyed == null) {
      throw new IllegalArgumentException("pipelines: none (expected: at least one)");
    }
    keyed
        .process(settlement(), Named.as("settlement"))
        .to((key, outgoing, context) -> outgoing.topic(), outgoing());
    return builder.build();
  }

  /** Tables share a part of the heap for rows at hand alike, those of other generations too. */
  private Map<String, TableRows> rowsAtHand(Set<String> topics) {
    int tables = topics.size() * definition.generations().written().size();
    long bytes = Runtime.getRuntime().maxMemory() / HEAP_TO_ROWS_AT_HAND / Math.max(1, tables);
    Map<String, TableRows> rows = new TreeMap<>();
    topics.forEach(topic -> rows.put(topic, new TableRows(bytes)));
    return rows;
  }

  private void table(String topic, TableRows rows) {
    builder.addGlobalStore(
        TableStore.builder(TableLoader.store(topic)),
        topic,
        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()),
        () -> new TableLoader(topic, rows));
  }

  private KStream<byte[], byte[]> source(String topic) {
    return builder.stream(
        topic, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("source-" + topic));
  }

  private Repartitioned<byte[], Arrival> byActor() {
    Map<String, EventDecoder> decoders = new HashMap<>();
    pipelines.forEach(pipeline -> decoders.put(pipeline.name(), pipeline.format().decoder()));
    return Repartitioned.<byte[], Arrival>as(BY_ACTOR)
        .withKeySerde(Serdes.ByteArray())
        .withValueSerde(new ArrivalSerde(decoders).serde())
        .withNumberOfPartitions(definition.configuration().partitions());
  }

  private ProcessorSupplier<byte[], Arrival, byte[], Outgoing> settlement() {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], Arrival, byte[], Outgoing> get() {
        return new SettlementProcessor(definition, meters, settled, rowsAtHand);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            Account.storeBuilder(),
            Deduplication.storeBuilder(definition.configuration().deduplicationHorizon()),
            PatternStates.storeBuilder());
      }
    };
  }

  private static Produced<byte[], Outgoing> outgoing() {
    Serde<Outgoing> serde =
        Serdes.serdeFrom(
            (topic, outgoing) -> outgoing.value(),
            (topic, bytes) -> {
              throw new UnsupportedOperationException("outgoing records are only written");
            });
    return Produced.with(Serdes.ByteArray(), serde).withName("sink");
  }
}

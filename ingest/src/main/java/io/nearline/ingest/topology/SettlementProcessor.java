package io.nearline.ingest.topology;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.ingest.account.Account;
import io.nearline.ingest.configuration.IngestConfiguration;
import io.nearline.ingest.event.Arrival;
import io.nearline.ingest.pipeline.Pipeline;
import io.nearline.ingest.step.ActionFlow;
import io.nearline.ingest.step.DeadLetters;
import io.nearline.ingest.step.Deduplication;
import io.nearline.ingest.step.Outgoing;
import io.nearline.ingest.step.Settlement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Settles the events of one partition of actors, over the stores of that partition. */
final class SettlementProcessor extends ContextualProcessor<byte[], Arrival, byte[], Outgoing> {
  private final List<Pipeline> pipelines;
  private final AttributeCatalogue catalogue;
  private final IngestConfiguration configuration;
  private @Nullable Settlement settlement;

  SettlementProcessor(
      List<Pipeline> pipelines, AttributeCatalogue catalogue, IngestConfiguration configuration) {
    this.pipelines = pipelines;
    this.catalogue = catalogue;
    this.configuration = configuration;
  }

  @Override
  public void init(ProcessorContext<byte[], Outgoing> context) {
    super.init(context);
    Deduplication deduplication =
        new Deduplication(
            context.getStateStore(Deduplication.STORE), configuration.deduplicationHorizon());
    Map<String, KeyValueStore<byte[], byte[]>> tables = new HashMap<>();
    for (String topic : TableLoader.topics(pipelines)) {
      tables.put(topic, context.getStateStore(TableLoader.store(topic)));
    }
    Map<String, ActionFlow> flows = new HashMap<>();
    for (Pipeline pipeline : pipelines) {
      flows.put(
          pipeline.name(),
          new ActionFlow(pipeline, catalogue, deduplication, new StoredTables(tables)));
    }
    Account account =
        new Account(context.getStateStore(Account.STORE), context.taskId().partition());
    settlement = new Settlement(flows, account, new DeadLetters(configuration.deadLetterTopic()));
  }

  @Override
  public void process(Record<byte[], Arrival> record) {
    if (settlement == null) {
      throw new IllegalStateException("process before init");
    }
    long now = context().currentSystemTimeMs();
    for (Outgoing outgoing : settlement.settle(record.value(), record.headers(), now)) {
      context()
          .forward(new Record<>(outgoing.key(), outgoing, record.timestamp(), outgoing.headers()));
    }
  }
}

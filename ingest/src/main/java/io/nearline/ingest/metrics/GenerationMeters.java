package io.nearline.ingest.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.nearline.process.DaemonTimer;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * The meters of one generation's Kafka Streams application: Kafka's own, how far behind its sources
 * it is, and whether it processes or still restores. They end with it, and so do the generation's
 * counters.
 */
public final class GenerationMeters implements AutoCloseable {
  private static final Duration LOOK_FOR_NEW_METRICS = Duration.ofSeconds(10);
  private static final String LAG = "records-lag";
  private static final String LAG_GROUP = "consumer-fetch-manager-metrics";

  private static final String PREFIX = "nearline.ingest.";

  private final MeterRegistry registry;
  private final Tags tags;
  private final KafkaStreamsMetrics kafka;
  private final ScheduledExecutorService executor;

  private GenerationMeters(
      MeterRegistry registry,
      Tags tags,
      KafkaStreamsMetrics kafka,
      ScheduledExecutorService executor) {
    this.registry = registry;
    this.tags = tags;
    this.kafka = kafka;
    this.executor = executor;
  }

  /**
   * Registers the meters of an application that isn't started yet.
   *
   * @param tags what tells the generation
   * @param sources the topics that it reads
   */
  public static GenerationMeters of(
      MeterRegistry registry, Tags tags, KafkaStreams streams, Collection<String> sources) {
    ScheduledExecutorService executor = DaemonTimer.named("kafka-metrics");
    KafkaStreamsMetrics kafka =
        new KafkaStreamsMetrics(streams, tags, executor, LOOK_FOR_NEW_METRICS);
    GenerationMeters all = new GenerationMeters(registry, tags, kafka, executor);
    CompositeMeterRegistry shown = new CompositeMeterRegistry();
    shown.config().meterFilter(KafkaMeters.shown());
    shown.add(registry);
    kafka.bindTo(shown);
    all.register(streams, sources);
    return all;
  }

  private void register(KafkaStreams streams, Collection<String> sources) {
    for (String topic : sources) {
      Gauge.builder("nearline.ingest.lag.records", () -> lag(streams, topic))
          .description("Records of a topic that are not read yet; NaN while none is assigned")
          .tags(tags.and("topic", topic))
          .register(registry);
    }
    Gauge.builder(
            "nearline.ingest.processing",
            () -> streams.state() == KafkaStreams.State.RUNNING ? 1 : 0)
        .description("1 while events are processed")
        .tags(tags)
        .register(registry);
    AtomicInteger restoring = new AtomicInteger();
    Gauge.builder("nearline.ingest.restoring", restoring, AtomicInteger::get)
        .description("Partitions of stores and tables that are being loaded from Kafka")
        .strongReference(true)
        .tags(tags)
        .register(registry);
    Counter restored =
        Counter.builder("nearline.ingest.restored.records")
            .description("Records that stores and tables were loaded from")
            .tags(tags)
            .register(registry);
    streams.setGlobalStateRestoreListener(new Restoring(restoring, restored));
  }

  /** Sums what Kafka's consumers say of a topic's partitions. */
  private static double lag(KafkaStreams streams, String topic) {
    double sum = 0;
    boolean known = false;
    for (Map.Entry<MetricName, ? extends Metric> entry : streams.metrics().entrySet()) {
      MetricName name = entry.getKey();
      if (name.name().equals(LAG)
          && name.group().equals(LAG_GROUP)
          && topic.equals(name.tags().get("topic"))
          && entry.getValue().metricValue() instanceof Double lag
          && !lag.isNaN()) {
        sum += lag;
        known = true;
      }
    }
    return known ? sum : Double.NaN;
  }

  @Override
  public void close() {
    kafka.close();
    executor.shutdownNow();
    for (Meter meter : registry.getMeters()) {
      if (meter.getId().getName().startsWith(PREFIX)
          && meter.getId().getTags().containsAll(tags.stream().toList())) {
        registry.remove(meter);
      }
    }
  }

  private record Restoring(AtomicInteger restoring, Counter restored)
      implements StateRestoreListener {

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
      restoring.incrementAndGet();
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long end, long records) {
      restored.increment((double) records);
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long total) {
      restoring.decrementAndGet();
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long total) {
      restoring.decrementAndGet();
    }
  }
}

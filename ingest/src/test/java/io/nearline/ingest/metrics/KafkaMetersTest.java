package io.nearline.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilterReply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaMetersTest {
  @ParameterizedTest
  @CsvSource({
    "kafka.stream.thread.process.rate, true",
    "kafka.stream.thread.commit.latency.avg, true",
    "kafka.stream.failed.stream.threads.total, true",
    "kafka.stream.task.dropped.records.total, true",
    "kafka.stream.state.block.cache.usage, true",
    "kafka.consumer.coordinator.rebalance.total, true",
    "kafka.consumer.fetch.manager.bytes.consumed.total, true",
    "kafka.producer.record.error.total, true",
    "kafka.stream.thread.start.time, false",
    "kafka.stream.processor.node.process.total, false",
    "kafka.consumer.fetch.manager.records.lag.max, false",
    "kafka.producer.node.request.total, false",
    "kafka.producer.record.error.rate, false",
    "kafka.admin.client.connection.count, false",
    "nearline.ingest.events, true",
    "jvm.memory.used, true"
  })
  void whatTellsHowItWorksIsShown(String name, boolean shown) {
    Meter.Id id = new Meter.Id(name, Tags.empty(), null, null, Meter.Type.GAUGE);

    assertThat(KafkaMeters.shown().accept(id))
        .isEqualTo(shown ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY);
  }
}

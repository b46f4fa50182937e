package io.nearline.ingest.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.regex.Pattern;

/**
 * Which of Kafka's own meters are shown. Kafka has thousands for a running application, one for
 * each partition, node and task: those are left that tell whether it works, how fast, and what it
 * waits for.
 */
final class KafkaMeters {
  private static final String PREFIX = "kafka.";

  private static final Pattern SHOWN =
      Pattern.compile(
          "kafka\\.(?:"
              + String.join(
                  "|",
                  "stream\\.(?:alive|failed)\\.stream\\.threads(?:\\.total)?",
                  "stream\\.thread\\.(?:process|commit|poll|punctuate)"
                      + "\\.(?:rate|ratio|latency\\.avg|latency\\.max)",
                  "stream\\.task\\.(?:dropped\\.records\\.total|active\\.process\\.ratio)",
                  "stream\\.state\\.(?:block\\.cache\\.usage|cur\\.size\\.all\\.mem\\.tables"
                      + "|estimate\\.num\\.keys|total\\.sst\\.files\\.size)",
                  "consumer\\.fetch\\.manager\\.(?:records\\.consumed\\.total|bytes\\.consumed\\.total"
                      + "|fetch\\.latency\\.avg)",
                  "consumer\\.coordinator\\.(?:rebalance\\.total|failed\\.rebalance\\.total"
                      + "|rebalance\\.latency\\.max|assigned\\.partitions)",
                  "consumer\\.(?:last\\.poll\\.seconds\\.ago|connection\\.count"
                      + "|failed\\.authentication\\.total)",
                  "producer\\.(?:record\\.send\\.total|record\\.error\\.total|record\\.retry\\.total"
                      + "|request\\.latency\\.avg|batch\\.size\\.avg|outgoing\\.byte\\.total"
                      + "|buffer\\.available\\.bytes|txn\\.commit\\.time\\.ns\\.total"
                      + "|connection\\.count|failed\\.authentication\\.total)")
              + ")");

  private KafkaMeters() {}

  /** Returns a filter that denies the others of Kafka's meters. */
  static MeterFilter shown() {
    return new MeterFilter() {
      @Override
      public MeterFilterReply accept(Meter.Id id) {
        return id.getName().startsWith(PREFIX) && !SHOWN.matcher(id.getName()).matches()
            ? MeterFilterReply.DENY
            : MeterFilterReply.NEUTRAL;
      }
    };
  }
}

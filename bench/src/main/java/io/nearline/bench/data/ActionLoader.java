package io.nearline.bench.data;

import io.nearline.features.action.Action;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.EntityTable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes actions to the topic of the actors' table. */
public final class ActionLoader {
  private final String brokers;

  /**
   * Makes a loader.
   *
   * @param brokers Kafka's address, {@code host:port}
   */
  public ActionLoader(String brokers) {
    this.brokers = brokers;
  }

  /**
   * Publishes all actions of a source, in the order of time.
   *
   * @throws KafkaException when Kafka doesn't take one of them
   */
  public void load(ActionSource source, AttributeCatalogue attributes) {
    EntityTable table = attributes.entity("actor").orElseThrow();
    ActionRecord record = new ActionRecord(attributes);
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      int actions = source.population().size().actions();
      for (int place = 0; place < actions && failure.get() == null; place++) {
        Action action = source.inOrder(place);
        byte[] key = Long.toString(action.actor()).getBytes(StandardCharsets.UTF_8);
        // The callback sees what the future would.
        var unused =
            producer.send(
                new ProducerRecord<>(table.table(), key, record.write(action)),
                (sent, refused) -> {
                  if (refused != null) {
                    failure.compareAndSet(null, refused);
                  }
                });
      }
      producer.flush();
    }
    Exception refused = failure.get();
    if (refused != null) {
      throw new KafkaException("topic " + table.table() + ": " + refused.getMessage(), refused);
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            brokers,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            20,
            ProducerConfig.BATCH_SIZE_CONFIG,
            256 * 1024),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}

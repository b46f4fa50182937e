package io.nearline.ingest.record;

import io.nearline.ingest.configuration.IngestConfiguration;
import io.nearline.ingest.configuration.Recording;
import io.nearline.ingest.configuration.RefusedProperties;
import io.nearline.ingest.event.MessageLimits;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic that accepted actions are written to. Thread-safe. */
public final class RecordedTopic implements AutoCloseable {
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(2);

  private final String topic;
  private final Producer<byte[], byte[]> producer;

  /**
   * Takes a producer over.
   *
   * @param topic the topic's name
   */
  public RecordedTopic(String topic, Producer<byte[], byte[]> producer) {
    this.topic = topic;
    this.producer = producer;
  }

  /**
   * Makes the topic with a producer that waits for all replicas, writes each record once however
   * often it has to send it, and gives up within the configured time. Connects in the background.
   *
   * @throws io.nearline.ingest.configuration.InvalidSettingException when Kafka's client refuses a
   *     property
   */
  public static RecordedTopic of(IngestConfiguration configuration) {
    Recording recording = configuration.recording();
    int timeout = Math.toIntExact(recording.timeout().toMillis());
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, configuration.applicationId() + "-record");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0); // a call is a batch already
    properties.putAll(configuration.kafka());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MessageLimits.RAW);
    properties.put(
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        Math.max(2L * recording.mostBytesInFlight(), 4L * MessageLimits.RAW));
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(500, timeout / 3));
    try {
      return new RecordedTopic(
          recording.topic(),
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
    } catch (KafkaException e) {
      throw RefusedProperties.of(e);
    }
  }

  /**
   * Writes actions. May wait for the topic's metadata; what follows is waited for by nobody.
   *
   * @return completes once Kafka has all of them, or has refused or not acknowledged one; then some
   *     of the others may be written
   */
  public CompletableFuture<Void> write(List<Judgement.Accepted> actions) {
    CompletableFuture<?>[] sent = new CompletableFuture<?>[actions.size()];
    for (int i = 0; i < sent.length; i++) {
      sent[i] = write(actions.get(i));
      if (sent[i].isCompletedExceptionally()) {
        // One has failed at once, so the next would only wait as long: the call has failed.
        return CompletableFuture.allOf(Arrays.copyOf(sent, i + 1));
      }
    }
    return CompletableFuture.allOf(sent);
  }

  private CompletableFuture<Void> write(Judgement.Accepted action) {
    CompletableFuture<Void> written = new CompletableFuture<>();
    try {
      var unused =
          producer.send(
              new ProducerRecord<>(topic, action.key(), action.value()),
              (metadata, failure) -> {
                if (failure == null) {
                  written.complete(null);
                } else {
                  written.completeExceptionally(failure);
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      written.completeExceptionally(e);
    }
    return written;
  }

  /** Waits for what is under way, at most two seconds. */
  @Override
  public void close() {
    producer.close(CLOSE_BOUND);
  }
}

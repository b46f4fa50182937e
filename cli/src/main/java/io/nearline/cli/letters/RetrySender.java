package io.nearline.cli.letters;

import io.nearline.cli.CommandException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends events, idempotently and acknowledged by all replicas. For use by one thread. */
final class RetrySender implements AutoCloseable {
  private static final int LARGEST_REQUEST = 9 << 20;
  private static final Duration BOUND = Duration.ofSeconds(30);

  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * Makes the sender.
   *
   * @param kafka the settings of Kafka's clients
   */
  RetrySender(Properties kafka) {
    Properties settings = new Properties();
    settings.putAll(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BOUND.toMillis());
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Sends an event, some time soon.
   *
   * @throws CommandException when this event or one before it was not acknowledged
   */
  void send(ProducerRecord<byte[], byte[]> event) {
    throwFailure();
    try {
      var unused =
          producer.send(
              event,
              (metadata, e) -> {
                if (e != null) {
                  failure.compareAndSet(null, e);
                }
              });
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /**
   * Waits until Kafka has all events.
   *
   * @throws CommandException when it hasn't one
   */
  void flush() {
    producer.flush();
    throwFailure();
  }

  @Override
  public void close() {
    producer.close(failure.get() == null ? BOUND : Duration.ZERO);
  }

  private void throwFailure() {
    Exception e = failure.get();
    if (e != null) {
      throw failed(e);
    }
  }

  private static CommandException failed(Exception e) {
    return CommandException.failed(
        "not all events were sent: " + e.getMessage() + " (retry again: none counts twice)", e);
  }
}

package io.nearline.cli.replay;

import io.nearline.cli.CommandException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Publishes records, idempotently and acknowledged by all replicas. Thread-safe. */
public final class Publisher implements AutoCloseable {
  private static final int LARGEST_REQUEST = 9 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How much longer the delivery of what is taken in may take. */
  private static final Duration DELIVERY = Duration.ofSeconds(90);

  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<@Nullable CommandException> failure = new AtomicReference<>();

  /** Connects to Kafka at {@code host:port}. */
  public Publisher(String kafka) {
    this(kafka, Map.of());
  }

  /**
   * Connects to Kafka at {@code host:port}.
   *
   * @param properties further settings of the client
   */
  public Publisher(String kafka, Map<String, String> properties) {
    this(kafka, properties, PATIENCE);
  }

  /**
   * Connects to Kafka.
   *
   * @param kafka its address, {@code host:port}
   * @param patience for how long it may not answer while it has taken in all that it can hold
   */
  public Publisher(String kafka, Duration patience) {
    this(kafka, Map.of(), patience);
  }

  private Publisher(String kafka, Map<String, String> properties, Duration patience) {
    Map<String, Object> settings = new HashMap<>(properties);
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 32L << 20);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.toIntExact(patience.toMillis()));
    settings.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        Math.toIntExact(patience.plus(DELIVERY).toMillis()));
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Publishes a record, some time soon.
   *
   * @param place what to call the record in messages
   * @throws CommandException when this record or one before it has failed
   */
  public void publish(String topic, byte @Nullable [] key, byte @Nullable [] value, String place) {
    publish(new ProducerRecord<>(topic, key, value), place);
  }

  /**
   * Publishes a record with headers, some time soon.
   *
   * @param place what to call the record in messages
   * @throws CommandException when this record or one before it has failed
   */
  public void publish(ProducerRecord<byte[], byte[]> record, String place) {
    throwFailure();
    try {
      var unused =
          producer.send(
              record,
              (metadata, e) -> {
                if (e == null) {
                  acknowledged.incrementAndGet();
                } else {
                  failure.compareAndSet(null, failed(place, e));
                }
              });
    } catch (KafkaException e) {
      throw failed(place, e);
    }
  }

  /** Returns how many records Kafka has. */
  public long acknowledged() {
    return acknowledged.get();
  }

  /**
   * Waits until Kafka has all the records.
   *
   * @throws CommandException when one has failed
   */
  public void flush() {
    producer.flush();
    throwFailure();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(failure.get() == null ? 10 : 0));
  }

  private void throwFailure() {
    CommandException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  private static CommandException failed(String place, Exception e) {
    return CommandException.failed(place + ": not published: " + e.getMessage(), e);
  }
}

package io.nearline.cli.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Ingest's account of what became of every event, as its committed transactions say: the newest
 * value of every key of its changelog.
 *
 * <p>A key names the partition of actors that it counts, and so is written by one instance at a
 * time, whichever has the partition; who takes it over goes on with the total of the last commit.
 * What is read is each partition as of one of its commits, not all as of the same instant. For use
 * by one thread.
 */
public final class Account implements AutoCloseable {
  /** The application id of the sample configuration. */
  public static final String SAMPLE_APPLICATION = "nearline-ingest";

  /** What the name of its topic ends with, after the application id. */
  public static final String TOPIC_SUFFIX = "-account-changelog";

  private final CommittedRecords changelog;
  private final Map<String, Long> newest = new TreeMap<>();

  /**
   * Connects to Kafka.
   *
   * @param kafka its address, {@code host:port}
   * @param applicationId as {@code ingest.yaml} says; this ingest must have been started once
   */
  public Account(String kafka, String applicationId) {
    changelog = new CommittedRecords(kafka, List.of(applicationId + TOPIC_SUFFIX));
  }

  /**
   * Reads what has been committed since the last call; returns the account until now.
   *
   * @throws org.apache.kafka.common.KafkaException when Kafka doesn't answer
   */
  public AccountTotals read() {
    changelog.read(this::take);
    return AccountTotals.of(newest);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      newest.remove(key);
    } else {
      newest.put(key, ByteBuffer.wrap(record.value()).getLong());
    }
  }

  @Override
  public void close() {
    changelog.close();
  }
}

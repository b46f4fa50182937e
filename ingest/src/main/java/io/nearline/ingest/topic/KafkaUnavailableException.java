package io.nearline.ingest.topic;

/** Kafka did not answer, or refused what was asked. */
public final class KafkaUnavailableException extends RuntimeException {

  KafkaUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.nearline.ingest.configuration;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** What a client's refusal to be made says of the properties that it was given. */
public final class RefusedProperties {
  private RefusedProperties() {}

  /**
   * Returns the failure to throw in place of a client's: one of the setting {@code kafka} when it
   * is for a property, else the same.
   */
  public static RuntimeException of(KafkaException failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigException) {
        return new InvalidSettingException(
            "kafka: "
                + cause.getMessage()
                + " (expected: addresses and properties of Kafka's clients)",
            failure);
      }
    }
    return failure;
  }
}

package io.nearline.ingest.configuration;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/** What a client's refusal to be made, or a broker's to speak to it, says of the properties. */
public final class RefusedProperties {
  private RefusedProperties() {}

  /**
   * Returns the failure to throw in place of one by which a client could not be made, which happens
   * before it speaks to a broker: a value that it doesn't take, a key store that can't be read, a
   * login that isn't configured.
   */
  public static InvalidSettingException of(KafkaException failure) {
    return setting(rootMessage(failure), "addresses and properties of Kafka's clients", failure);
  }

  /**
   * Returns the failure to throw in place of a broker's refusal of who asks; nothing when that is
   * not what is the matter.
   *
   * @param servers the brokers
   */
  public static @Nullable InvalidSettingException ofBroker(String servers, Throwable failure) {
    if (failure instanceof AuthenticationException) {
      return setting(
          "Kafka at " + servers + ": " + failure.getMessage(),
          "security.protocol, sasl.* and ssl.* as these brokers demand",
          failure);
    }
    if (failure instanceof AuthorizationException) {
      return setting(
          "Kafka at " + servers + ": " + failure.getMessage(),
          "a user with rights to describe, read, write and create these topics",
          failure);
    }
    return null;
  }

  private static InvalidSettingException setting(
      String fault, String expectation, Throwable failure) {
    return new InvalidSettingException(
        "kafka: " + fault + " (expected: " + expectation + ")", failure);
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }
}

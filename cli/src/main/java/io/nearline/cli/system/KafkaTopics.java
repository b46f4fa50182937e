package io.nearline.cli.system;

import io.nearline.cli.CommandException;
import io.nearline.features.problem.Nearest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Asks Kafka for its topics. */
public final class KafkaTopics {
  private static final Duration BOUND = Duration.ofSeconds(10);

  private KafkaTopics() {}

  /**
   * Sees that a topic is there.
   *
   * @param brokers Kafka's addresses, {@code host:port}
   * @throws CommandException when Kafka doesn't answer within 10 s or has no such topic
   */
  public static void requireTopic(String brokers, String topic) {
    Set<String> names = names(brokers);
    if (!names.contains(topic)) {
      String nearest =
          Nearest.of(topic, names).map(name -> "such as " + name).orElse("one that is there");
      throw CommandException.usage("topic " + topic + ": not found (expected: " + nearest + ")");
    }
  }

  private static Set<String> names(String brokers) {
    int millis = Math.toIntExact(BOUND.toMillis());
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    try (Admin admin = Admin.create(settings)) {
      return admin.listTopics().names().get();
    } catch (ExecutionException | KafkaException e) {
      throw CommandException.failed("Kafka at " + brokers + " doesn't answer: " + reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted", e);
    }
  }

  private static String reason(Exception e) {
    Throwable cause = e.getCause();
    return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
  }
}

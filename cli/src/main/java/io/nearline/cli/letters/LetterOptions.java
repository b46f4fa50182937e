package io.nearline.cli.letters;

import io.nearline.cli.Installation;
import io.nearline.cli.KafkaProperties;
import io.nearline.cli.system.Endpoints;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the dead letters are. */
final class LetterOptions {
  @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Kafka's brokers.")
  private @Nullable String kafka;

  @Mixin private KafkaProperties properties = new KafkaProperties();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "The directory of the running system (default: .nearline/up).")
  private @Nullable Path directory;

  @Option(
      names = "--letters",
      paramLabel = "TOPIC",
      defaultValue = "dead-letters",
      description = "The topic of dead letters: dead_letter_topic (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets the field
  private String topic;

  /** Returns the settings of Kafka's clients. */
  Properties settings() {
    Properties settings = new Properties();
    settings.putAll(properties.read());
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers());
    return settings;
  }

  /** Returns the letters. */
  Letters letters() {
    return new Letters(settings(), topic);
  }

  private String brokers() {
    if (kafka != null) {
      return kafka;
    }
    Path system = directory != null ? directory : Installation.current().defaultDirectory();
    return Endpoints.read(system).kafka();
  }
}

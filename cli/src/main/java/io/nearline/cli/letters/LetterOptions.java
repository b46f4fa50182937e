package io.nearline.cli.letters;

import io.nearline.cli.system.KafkaOfSystem;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the dead letters are. */
final class LetterOptions {
  @Mixin private KafkaOfSystem kafka = new KafkaOfSystem();

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
    settings.putAll(kafka.settings());
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.brokers());
    return settings;
  }

  /** Returns the letters. */
  Letters letters() {
    return new Letters(settings(), topic);
  }
}

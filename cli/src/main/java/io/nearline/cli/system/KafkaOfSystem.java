package io.nearline.cli.system;

import io.nearline.cli.CommandException;
import io.nearline.cli.KafkaProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The Kafka that a command speaks to: one that is named, or that of the running system. */
public final class KafkaOfSystem {
  @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Kafka's brokers.")
  private @Nullable String brokers;

  @Mixin private KafkaProperties properties = new KafkaProperties();
  @Mixin private RunningSystem system = new RunningSystem();

  /** Made by picocli. */
  public KafkaOfSystem() {}

  /** Returns whether the user has named brokers or a system. */
  public boolean isNamed() {
    return brokers != null || system.isNamed();
  }

  /**
   * Returns the brokers' addresses.
   *
   * @throws CommandException when none are named, and nothing runs
   */
  public String brokers() {
    return brokers != null ? brokers : system.endpoints().kafka();
  }

  /**
   * Returns the further settings of Kafka's clients.
   *
   * @throws CommandException when their file can't be read
   */
  public Map<String, String> settings() {
    return properties.read();
  }
}

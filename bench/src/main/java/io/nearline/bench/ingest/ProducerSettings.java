package io.nearline.bench.ingest;

import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings that a configuration gives to ingest's producers, for who is compared with them. */
final class ProducerSettings {
  private static final String FILE = "ingest.yaml";
  private static final String KAFKA = "kafka";
  private static final String PREFIX = "producer.";

  private ProducerSettings() {}

  /**
   * Reads them: what {@code ingest.yaml} has under {@code kafka:} with the prefix of producers.
   *
   * @param configuration a configuration directory
   * @throws io.nearline.features.problem.InvalidConfigurationException when it is no YAML
   */
  static Map<String, Object> of(Path configuration) {
    Problems problems = new Problems();
    Map<String, Object> settings = new HashMap<>();
    StrictYaml.parse(FILE, text(configuration.resolve(FILE)), problems)
        .flatMap(root -> root.mapping(KAFKA))
        .map(YamlMapping::entries)
        .orElse(Map.of())
        .forEach((name, value) -> put(settings, name, value));
    problems.throwIfAny();
    return settings;
  }

  private static void put(Map<String, Object> settings, String name, YamlNode value) {
    if (name.startsWith(PREFIX) && value instanceof YamlScalar scalar) {
      settings.put(name.substring(PREFIX.length()), scalar.text());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.nearline.cli.reprocess;

import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import io.nearline.features.yaml.YamlSequence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the files of ingest, which it has checked itself, say that others need to know.
 *
 * @param applicationId of the first generation
 * @param kafka the properties of Kafka's clients
 * @param sources the topics of raw events
 */
record IngestSettings(String applicationId, Map<String, String> kafka, Set<String> sources) {
  private static final String DEFAULT_APPLICATION = "nearline-ingest";

  /** Copies. */
  IngestSettings {
    kafka = Map.copyOf(kafka);
    sources = Set.copyOf(sources);
  }

  /**
   * Reads the files.
   *
   * @param files their texts by path
   */
  static IngestSettings read(Map<String, String> files) {
    Optional<YamlMapping> ingest = root(files, "ingest.yaml");
    Map<String, String> kafka = new HashMap<>();
    ingest
        .flatMap(root -> root.mapping("kafka"))
        .map(YamlMapping::entries)
        .orElse(Map.of())
        .forEach(
            (name, node) -> {
              if (node instanceof YamlScalar scalar) {
                kafka.put(name, scalar.text());
              }
            });
    return new IngestSettings(
        ingest.flatMap(root -> root.string("application_id")).orElse(DEFAULT_APPLICATION),
        kafka,
        sources(root(files, "pipelines.yaml")));
  }

  private static Set<String> sources(Optional<YamlMapping> root) {
    Set<String> sources = new TreeSet<>();
    for (YamlMapping pipeline :
        root.flatMap(mapping -> mapping.sequence("pipelines"))
            .map(YamlSequence::mappings)
            .orElse(List.of())) {
      for (YamlNode topic : pipeline.sequence("from").map(YamlSequence::items).orElse(List.of())) {
        if (topic instanceof YamlScalar scalar) {
          sources.add(scalar.text());
        }
      }
    }
    return sources;
  }

  /** A file of comments only has no root, and says nothing. */
  private static Optional<YamlMapping> root(Map<String, String> files, String name) {
    return StrictYaml.parse(name, files.getOrDefault(name, ""), new Problems());
  }
}

package io.nearline.ingest.pipeline;

import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlScalar;
import io.nearline.features.yaml.YamlSequence;
import io.nearline.ingest.pattern.ActionPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code pipelines.yaml}. */
public final class PipelinesFile {
  /** The file's name in a configuration directory. */
  public static final String NAME = "pipelines.yaml";

  private PipelinesFile() {}

  /**
   * Reads the root of the file; problems are reported to its place. Pipelines and patterns with a
   * problem are left out.
   *
   * @param written the topics that ingest writes, which no pipeline may read: it would never end
   */
  public static Pipelines read(YamlMapping root, Set<String> written) {
    List<Pipeline> pipelines = new ArrayList<>();
    Optional<YamlSequence> sequence =
        root.require("pipelines", "a list of pipelines")
            ? root.sequence("pipelines")
            : Optional.empty();
    List<YamlMapping> patternMappings =
        root.sequence("patterns").map(YamlSequence::mappings).orElse(List.of());
    root.finish();
    sequence
        .filter(list -> list.items().isEmpty())
        .ifPresent(list -> list.place().report("no pipelines", "at least one pipeline"));
    Map<String, Integer> lines = new HashMap<>();
    List<YamlScalar> sources = new ArrayList<>();
    List<YamlScalar> tables = new ArrayList<>();
    for (YamlMapping mapping : sequence.map(YamlSequence::mappings).orElse(List.of())) {
      PipelineReader reader = new PipelineReader(mapping);
      reader.read().ifPresent(pipelines::add);
      reader.name().ifPresent(name -> unique(name, lines));
      sources.addAll(reader.sources());
      tables.addAll(reader.tables());
    }
    Set<String> pipelineNames = Set.copyOf(lines.keySet());
    List<ActionPattern> patterns = new ArrayList<>();
    for (YamlMapping mapping : patternMappings) {
      PatternReader reader = new PatternReader(mapping, pipelineNames);
      reader.read().ifPresent(patterns::add);
      reader.name().ifPresent(name -> unique(name, lines));
    }
    Set<String> sourceTopics = new HashSet<>();
    sources.forEach(source -> sourceTopics.add(source.text()));
    refuse(tables, sourceTopics, "a topic that no pipeline has in from");
    refuse(tables, written, "a topic that ingest doesn't write");
    refuse(sources, written, "a topic that ingest doesn't write");
    return new Pipelines(pipelines, patterns);
  }

  private static void refuse(List<YamlScalar> topics, Set<String> refused, String expectation) {
    topics.stream()
        .filter(topic -> refused.contains(topic.text()))
        .forEach(topic -> topic.place().report(topic.text(), expectation));
  }

  private static void unique(YamlScalar name, Map<String, Integer> lines) {
    Integer line = lines.putIfAbsent(name.text(), name.place().line());
    if (line != null) {
      name.place().report(name.text(), "a name of its own; line " + line + " has this one");
    }
  }
}

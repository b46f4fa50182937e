package io.nearline.ingest.configuration;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributesFile;
import io.nearline.features.attribute.EntityTable;
import io.nearline.features.attribute.GenerationFile;
import io.nearline.features.attribute.Generations;
import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.ingest.event.TimeBounds;
import io.nearline.ingest.pattern.ActionPattern;
import io.nearline.ingest.pipeline.Pipeline;
import io.nearline.ingest.pipeline.Pipelines;
import io.nearline.ingest.pipeline.PipelinesFile;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a configuration directory says to ingest.
 *
 * @param generations {@code generation.yaml}
 * @param catalogue {@code attributes.yaml}
 * @param pipelines the pipelines of {@code pipelines.yaml}
 * @param patterns the patterns there
 * @param configuration {@code ingest.yaml}
 */
public record IngestDefinition(
    Generations generations,
    AttributeCatalogue catalogue,
    List<Pipeline> pipelines,
    List<ActionPattern> patterns,
    IngestConfiguration configuration) {

  /** Copies the lists. */
  public IngestDefinition {
    pipelines = List.copyOf(pipelines);
    patterns = List.copyOf(patterns);
  }

  /**
   * Reads the files. Names are those of the first generation.
   *
   * @param files text by path, relative to the directory; other files are left alone
   * @throws InvalidConfigurationException with everything that is wrong with them
   */
  public static IngestDefinition load(Map<String, String> files) {
    Problems problems = new Problems();
    Generations generations = GenerationFile.read(files, problems);
    Optional<AttributeCatalogue> catalogue =
        required(files, AttributesFile.NAME, problems).map(AttributesFile::read);
    String ingest = files.getOrDefault(IngestFile.NAME, "");
    IngestConfiguration configuration =
        (isNothing(ingest)
                ? Optional.<YamlMapping>empty()
                : StrictYaml.parse(IngestFile.NAME, ingest, problems))
            .map(IngestFile::read)
            .orElse(IngestConfiguration.DEFAULTS);
    Set<String> written = new HashSet<>();
    written.add(configuration.deadLetterTopic());
    catalogue.ifPresent(
        attributes ->
            attributes.entities().values().stream().map(EntityTable::table).forEach(written::add));
    Pipelines pipelines =
        required(files, PipelinesFile.NAME, problems)
            .map(root -> PipelinesFile.read(root, written))
            .orElse(Pipelines.NONE);
    problems.throwIfAny();
    return new IngestDefinition(
        generations,
        catalogue.orElseThrow(),
        pipelines.pipelines(),
        pipelines.patterns(),
        configuration);
  }

  /** Returns which times of events are taken. */
  public TimeBounds timeBounds() {
    Duration longest =
        catalogue.entities().values().stream()
            .map(EntityTable::retention)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return new TimeBounds(longest, configuration.futureTolerance());
  }

  /** Returns this definition with another configuration. */
  public IngestDefinition with(IngestConfiguration other) {
    return new IngestDefinition(generations, catalogue, pipelines, patterns, other);
  }

  /** Returns this definition with other generations. */
  public IngestDefinition with(Generations other) {
    return new IngestDefinition(other, catalogue, pipelines, patterns, configuration);
  }

  /** Returns the definition of one generation, from one that was read: topics and application. */
  public IngestDefinition inGeneration(int generation) {
    return new IngestDefinition(
        generations,
        catalogue.inGeneration(generation),
        pipelines,
        patterns,
        configuration.inGeneration(generation));
  }

  private static boolean isNothing(String text) {
    return text.lines().allMatch(line -> line.isBlank() || line.stripLeading().startsWith("#"));
  }

  private static Optional<YamlMapping> required(
      Map<String, String> files, String name, Problems problems) {
    String text = files.get(name);
    if (text == null) {
      problems.add(new Problem(name, 0, "", "", "this file"));
      return Optional.empty();
    }
    return StrictYaml.parse(name, text, problems);
  }
}

package io.nearline.features.definition;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributesFile;
import io.nearline.features.attribute.GenerationFile;
import io.nearline.features.attribute.Generations;
import io.nearline.features.problem.Nearest;
import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;
import io.nearline.features.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Makes a catalogue of the texts of a configuration directory. */
public final class CatalogueLoader {
  private static final Pattern FEATURES_FILE = Pattern.compile("features/[^/]+\\.yaml");
  private static final List<String> OTHER_FILES =
      List.of(
          AttributesFile.NAME, GenerationFile.NAME, "ingest.yaml", "pipelines.yaml", "server.yaml");

  private CatalogueLoader() {}

  /**
   * Reads and checks {@code attributes.yaml}, {@code generation.yaml}, whose served generation the
   * tables of the catalogue are of, and {@code features/*.yaml}; where there is a {@link
   * DefinitionLock}, a definition that is another than the one locked is a problem. What is in
   * {@code ingest.yaml}, {@code pipelines.yaml} and {@code server.yaml} is none of its business;
   * files of other names are problems, since nothing reads them.
   *
   * @param files the files' texts by their paths, relative to the configuration directory, with
   *     slashes
   * @throws io.nearline.features.problem.InvalidConfigurationException with all the problems of all
   *     the files
   */
  public static Catalogue load(Map<String, String> files) {
    return load(files, DefinitionLock.EMPTY);
  }

  /**
   * Reads and checks as {@link #load(Map)}; a definition that is another than the one served is a
   * problem too.
   *
   * @param served what is served, or was
   * @throws io.nearline.features.problem.InvalidConfigurationException with all the problems of all
   *     the files
   */
  public static Catalogue load(Map<String, String> files, DefinitionLock served) {
    Problems problems = new Problems();
    Generations generations = GenerationFile.read(files, problems);
    Optional<AttributeCatalogue> attributes =
        attributes(files, problems).map(catalogue -> catalogue.inGeneration(generations.served()));
    List<UnboundFile> unbound = new ArrayList<>();
    new TreeMap<>(files)
        .forEach(
            (path, text) -> {
              if (isFeaturesFile(path)) {
                StrictYaml.parse(path, text, problems)
                    .map(UnboundFile::read)
                    .ifPresent(unbound::add);
              } else if (!OTHER_FILES.contains(path) && !path.equals(DefinitionLock.FILE)) {
                problems.add(unknown(path));
              }
            });
    if (attributes.isEmpty()) {
      // Every name would be unknown: what can be checked without attributes has been.
      problems.throwIfAny();
    }
    DefinitionLock lock =
        Optional.ofNullable(files.get(DefinitionLock.FILE))
            .map(text -> DefinitionLock.read(text, problems))
            .orElse(DefinitionLock.EMPTY);
    Catalogue catalogue = bind(attributes.orElseThrow(), unbound, List.of(lock, served));
    problems.throwIfAny();
    return catalogue;
  }

  /** Returns whether a path is that of a file of feature sets and services. */
  public static boolean isFeaturesFile(String path) {
    return FEATURES_FILE.matcher(path).matches();
  }

  private static Problem unknown(String path) {
    String expectation = String.join(", ", OTHER_FILES) + " or features/NAME.yaml";
    return new Problem(
        path,
        0,
        "",
        "unknown file",
        expectation
            + Nearest.of(path, OTHER_FILES).map(near -> "; did you mean " + near + "?").orElse(""));
  }

  private static Optional<AttributeCatalogue> attributes(
      Map<String, String> files, Problems problems) {
    String text = files.get(AttributesFile.NAME);
    if (text == null) {
      problems.add(
          new Problem(
              AttributesFile.NAME, 0, "", "", "a file that declares what may be referred to"));
      return Optional.empty();
    }
    Optional<YamlMapping> root = StrictYaml.parse(AttributesFile.NAME, text, problems);
    Optional<AttributeCatalogue> attributes = root.map(AttributesFile::read);
    return attributes.filter(read -> isWhole(root.get()));
  }

  /** Returns whether no section is missing, or misspelled, which is reported as such. */
  private static boolean isWhole(YamlMapping root) {
    return root.node("entities").isPresent()
        && (root.node("attributes").isPresent() || root.entries().size() == 1);
  }

  private static Catalogue bind(
      AttributeCatalogue attributes, List<UnboundFile> files, List<DefinitionLock> locks) {
    FeatureBinder binder = new FeatureBinder(attributes);
    files.forEach(file -> file.set().ifPresent(binder::bind));
    binder.bindDerived();
    ServiceBinder serviceBinder = new ServiceBinder(binder.features(), binder.anyWindows());
    List<FeatureService> services =
        files.stream()
            .flatMap(file -> file.services().stream())
            .map(serviceBinder::bind)
            .flatMap(Optional::stream)
            .toList();
    AnyWindows anyWindows =
        new AnyWindows(binder.anyWindows().values().stream().flatMap(Optional::stream).toList());
    List<Feature> features = binder.features().values().stream().flatMap(Optional::stream).toList();
    Catalogue catalogue = new Catalogue(attributes, features, anyWindows, services);
    locks.stream()
        .flatMap(lock -> lock.changes(catalogue).stream())
        .distinct()
        .forEach(
            change ->
                binder
                    .place(change.versionedName())
                    .report(change.value(), DefinitionLock.Change.EXPECTATION));
    return catalogue;
  }
}

package io.nearline.features.source;

import io.nearline.features.attribute.AttributesFile;
import io.nearline.features.definition.AnyWindowFeature;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.definition.Feature;
import io.nearline.features.definition.FeatureService;
import io.nearline.features.expression.ParsedExpression;
import io.nearline.features.expression.Reference;
import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.Place;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import io.nearline.features.yaml.YamlSequence;
import io.nearline.features.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Cuts feature files down to a selection: what a model is served, out of what was tried.
 *
 * <p>A set keeps its file, name, version, entity, and the order of its features; it loses the
 * features that were not selected, its matrices and its services. What a derived feature is made of
 * is kept with it, and is not in the service unless it was selected too. So the features keep their
 * hashes: the values that a model was trained on are those that it is served.
 */
public final class ProductionFiles {

  /**
   * What a set is called in production.
   *
   * @param name its name
   * @param version its version, from 1
   */
  public record SetName(String name, int version) {}

  private final Map<String, String> files;
  private final Set<String> kept;
  private final Optional<SetName> setName;

  private ProductionFiles(Map<String, String> files, Set<String> kept, Optional<SetName> setName) {
    this.files = files;
    this.kept = kept;
    this.setName = setName;
  }

  /**
   * Returns the texts of the files. The service is in the set's file if there is one set, else in
   * {@code features/SERVICE.yaml}.
   *
   * @param files the files' texts by their paths as {@link CatalogueLoader#load} takes them, which
   *     accepts them
   * @param features features of these files, in the order in which the service has them; at least
   *     one
   * @param service the service's name
   * @param setName another name and version for the set, whose features then have other hashes;
   *     only if all features, and what they are made of, are of one set
   * @throws IllegalArgumentException if there is another name for several sets, or for one whose
   *     expressions mention its name, or a set's file is where the service belongs
   */
  public static SortedMap<String, String> of(
      Map<String, String> files,
      List<Feature> features,
      String service,
      Optional<SetName> setName) {
    Set<String> names = new HashSet<>();
    features.forEach(feature -> addNeeded(feature, names));
    SortedMap<String, String> texts =
        new ProductionFiles(files, names, setName).texts(features, service);
    verify(texts, files, features, service, setName);
    return texts;
  }

  /** Adds the versioned names of a feature's definition and of those that it is made of. */
  private static void addNeeded(Feature feature, Set<String> names) {
    String name = feature.versionedName();
    int sign = name.indexOf(AnyWindowFeature.SIGN, name.indexOf('.'));
    if (names.add(sign < 0 ? name : name.substring(0, sign))) {
      feature.inputs().forEach(input -> addNeeded(input, names));
    }
  }

  /** What a model is served must be what it was trained on, whatever the language learns. */
  private static void verify(
      Map<String, String> texts,
      Map<String, String> files,
      List<Feature> features,
      String service,
      Optional<SetName> setName) {
    Map<String, String> all = new TreeMap<>(texts);
    all.put(AttributesFile.NAME, files.getOrDefault(AttributesFile.NAME, ""));
    List<Feature> served =
        CatalogueLoader.load(all).service(service).map(FeatureService::features).orElse(List.of());
    boolean same =
        setName.isPresent()
            ? served.size() == features.size()
            : served.stream()
                .map(Feature::hash)
                .toList()
                .equals(features.stream().map(Feature::hash).toList());
    if (!same) {
      throw new IllegalStateException(
          "the service has " + served + " (expected: " + features + ")");
    }
  }

  private SortedMap<String, String> texts(List<Feature> features, String service) {
    SortedMap<String, YamlMapping> roots = new TreeMap<>();
    files.forEach(
        (path, text) ->
            Expansion.root(path, text)
                .map(Expansion::expand)
                .flatMap(this::cut)
                .ifPresent(root -> roots.put(path, root)));
    if (setName.isPresent() && roots.size() != 1) {
      throw new IllegalArgumentException(
          setName.get().name() + ": a name for " + roots.size() + " sets (expected: for one)");
    }
    SortedMap<String, String> texts = new TreeMap<>();
    String services = services(features, service);
    roots.forEach((path, root) -> texts.put(path(path), YamlWriter.text(root)));
    if (texts.size() == 1) {
      texts.replaceAll((path, text) -> text + services);
    } else if (texts.putIfAbsent("features/" + service + ".yaml", services) != null) {
      throw new IllegalArgumentException(
          service + ": a set's file has that name (expected: another name for the service)");
    }
    return texts;
  }

  private String path(String path) {
    return setName.map(name -> "features/" + name.name() + ".yaml").orElse(path);
  }

  private String services(List<Feature> features, String service) {
    Place nowhere = new Place("", 0, "", new Problems());
    List<YamlNode> names = new ArrayList<>();
    for (Feature feature : features) {
      String set = setName.map(SetName::name).orElse(feature.set());
      int version = setName.map(SetName::version).orElse(feature.version());
      names.add(new YamlScalar(nowhere, set + "@" + version + "." + feature.name(), false));
    }
    YamlMapping entry = YamlMapping.of(nowhere, Map.of(service, new YamlSequence(nowhere, names)));
    return YamlWriter.text(YamlMapping.of(nowhere, Map.of("services", entry)));
  }

  /** Returns the root with the selected features only; empty when there are none. */
  private Optional<YamlMapping> cut(YamlMapping root) {
    Optional<String> set = root.string("feature_set");
    Optional<YamlScalar> version = root.scalar("version");
    if (set.isEmpty() || version.isEmpty()) {
      return Optional.empty();
    }
    String prefix = set.get() + "@" + version.get().integer(1, Integer.MAX_VALUE).orElse(0) + ".";
    List<YamlNode> features =
        items(root, "features").flatMap(feature -> cut(prefix, feature).stream()).toList();
    List<YamlNode> derived =
        items(root, "derived")
            .filter(item -> kept.contains(prefix + item.string("name").orElse("")))
            .<YamlNode>map(item -> item)
            .toList();
    if (features.isEmpty() && derived.isEmpty()) {
      return Optional.empty();
    }
    Map<String, YamlNode> entries = root.entries();
    entries.remove("services");
    if (features.isEmpty()) {
      entries.remove("entity");
    }
    replace(entries, "features", features);
    replace(entries, "derived", derived);
    replace(entries, "uses", derived.isEmpty() ? List.of() : usedSets(root));
    setName.ifPresent(
        name -> {
          derived.forEach(item -> requireUnnamed((YamlMapping) item, set.get()));
          entries.put("feature_set", new YamlScalar(root.place(), name.name(), false));
          String number = Integer.toString(name.version());
          entries.put("version", new YamlScalar(root.place(), number, false));
        });
    return Optional.of(YamlMapping.of(root.place(), entries));
  }

  /** An expression that mentions its own set by name would mention none under another name. */
  private static void requireUnnamed(YamlMapping derived, String set) {
    String expression = derived.string("expression").orElseThrow();
    for (Reference reference : ParsedExpression.parse(expression).references()) {
      if (reference.set().equals(Optional.of(set))) {
        throw new IllegalArgumentException(
            reference.text()
                + " in "
                + derived.string("name").orElseThrow()
                + ": the set's own name (expected: "
                + reference.name()
                + " alone)");
      }
    }
  }

  private static Stream<YamlMapping> items(YamlMapping root, String key) {
    return root.sequence(key).stream().flatMap(all -> all.mappings().stream());
  }

  /** Returns the sets of {@code uses} of which something is kept. */
  private List<YamlNode> usedSets(YamlMapping root) {
    return root.sequence("uses").stream()
        .flatMap(all -> all.scalars().stream())
        .filter(set -> kept.stream().anyMatch(name -> name.startsWith(set.text() + ".")))
        .<YamlNode>map(set -> set)
        .toList();
  }

  private static void replace(Map<String, YamlNode> entries, String key, List<YamlNode> items) {
    if (items.isEmpty()) {
      entries.remove(key);
    } else {
      entries.computeIfPresent(key, (same, node) -> new YamlSequence(node.place(), items));
    }
  }

  /** Returns the feature with the selected windows only; empty when there are none. */
  private Optional<YamlNode> cut(String prefix, YamlMapping feature) {
    String name = prefix + feature.string("name").orElse("");
    YamlSequence all = feature.sequence("windows").orElseThrow();
    List<YamlNode> windows =
        all.items().stream()
            .filter(item -> kept.contains(withWindow(name, ((YamlScalar) item).text())))
            .toList();
    if (windows.isEmpty()) {
      return Optional.empty();
    }
    Map<String, YamlNode> entries = new LinkedHashMap<>(feature.entries());
    entries.put("windows", new YamlSequence(all.place(), windows));
    return Optional.of(YamlMapping.of(feature.place(), entries));
  }

  private static String withWindow(String name, String window) {
    return window.equals(AnyWindowFeature.ANY) ? name : name + "_" + window;
  }
}

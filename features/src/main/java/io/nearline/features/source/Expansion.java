package io.nearline.features.source;

import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.matrix.Combination;
import io.nearline.features.matrix.Matrix;
import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlSequence;
import io.nearline.features.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes matrices out: each becomes the features that it makes, behind those of {@code features}.
 * The definitions stay the same, hash by hash.
 */
public final class Expansion {
  private static final String FEATURES = "features";
  private static final String MATRIX = "matrix";

  private Expansion() {}

  /**
   * Returns the texts of the files that have a matrix, with the features in its place. Comments are
   * lost.
   *
   * @param files the files' texts by their paths as {@link CatalogueLoader#load} takes them, which
   *     accepts them
   */
  public static SortedMap<String, String> expand(Map<String, String> files) {
    SortedMap<String, String> expanded = new TreeMap<>();
    files.forEach(
        (path, text) ->
            root(path, text)
                .filter(root -> root.node(MATRIX).isPresent())
                .ifPresent(root -> expanded.put(path, YamlWriter.text(expand(root)))));
    return expanded;
  }

  /** Returns the root of a file of features; empty when it is none. */
  static Optional<YamlMapping> root(String path, String text) {
    if (!CatalogueLoader.isFeaturesFile(path)) {
      return Optional.empty();
    }
    Problems problems = new Problems();
    Optional<YamlMapping> root = StrictYaml.parse(path, text, problems);
    problems.throwIfAny();
    return root;
  }

  /** Returns the root of a file with the features of its matrices among its features. */
  static YamlMapping expand(YamlMapping root) {
    List<YamlNode> features = new ArrayList<>();
    root.sequence(FEATURES).ifPresent(listed -> features.addAll(listed.items()));
    root.sequence(MATRIX).stream()
        .flatMap(matrices -> matrices.mappings().stream())
        .flatMap(item -> Matrix.expand(item).stream())
        .map(Combination::written)
        .forEach(features::add);
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    YamlSequence all = new YamlSequence(root.place(), features);
    root.entries()
        .forEach(
            (key, node) -> {
              if (!key.equals(FEATURES) && !key.equals(MATRIX)) {
                entries.put(key, node);
              } else if (!entries.containsKey(FEATURES)) {
                entries.put(FEATURES, all);
              }
            });
    return YamlMapping.of(root.place(), entries);
  }
}

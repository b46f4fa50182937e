package io.nearline.features.definition;

import io.nearline.features.matrix.Matrix;
import io.nearline.features.request.RequestValue;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import io.nearline.features.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A file of {@code features/} as written.
 *
 * @param set its feature set; empty when it only has services
 * @param services its services
 */
record UnboundFile(Optional<UnboundSet> set, List<UnboundService> services) {

  /** Reads the root of the file; problems are reported to its place. */
  static UnboundFile read(YamlMapping root) {
    boolean onlyServices =
        root.node("feature_set").isEmpty()
            && root.node("features").isEmpty()
            && root.node("matrix").isEmpty()
            && root.node("derived").isEmpty()
            && root.node("services").isPresent();
    Optional<UnboundSet> set = onlyServices ? Optional.empty() : set(root);
    Optional<YamlMapping> services = root.mapping("services");
    root.finish();
    return new UnboundFile(set, services.map(UnboundFile::services).orElse(List.of()));
  }

  private static Optional<UnboundSet> set(YamlMapping root) {
    Optional<String> name =
        root.require("feature_set", "the set's name")
            ? Names.read(root, "feature_set")
            : Optional.empty();
    if (name.filter(RequestValue.ROOT::equals).isPresent()) {
      root.node("feature_set")
          .orElse(root)
          .place()
          .report(RequestValue.ROOT, "another name: request.* are the values of a call");
    }
    OptionalInt version =
        root.require("version", "the set's version, from 1")
            ? root.scalar("version")
                .map(scalar -> scalar.integer(1, Integer.MAX_VALUE))
                .orElse(OptionalInt.empty())
            : OptionalInt.empty();
    // A set of derived features alone is about whatever these are about.
    boolean aggregates =
        root.node("derived").isEmpty()
            || root.node("features").isPresent()
            || root.node("matrix").isPresent();
    Optional<YamlNode> entity =
        aggregates && root.require("entity", "the key that the features are about, such as actor")
            ? root.node("entity")
            : Optional.empty();
    List<UnboundFeature> features = new ArrayList<>();
    root.sequence("features").map(UnboundFile::features).ifPresent(features::addAll);
    root.sequence("matrix").map(UnboundFile::matrix).ifPresent(features::addAll);
    if (aggregates && root.node("matrix").isEmpty()) {
      root.require("features", "a list of features");
    }
    // What lacks a name is reported and never served; a stand-in lets the rest be checked too.
    return Optional.of(
        new UnboundSet(
            root.node("feature_set").orElse(root).place(),
            name.orElse(root.place().file()),
            version.orElse(UnboundSet.UNKNOWN_VERSION),
            entity,
            features,
            root.sequence("derived").map(UnboundFile::derived).orElse(List.of()),
            root.sequence("uses").map(YamlSequence::scalars).orElse(List.of())));
  }

  private static List<UnboundFeature> features(YamlSequence sequence) {
    return sequence.mappings().stream().map(UnboundFeature::read).toList();
  }

  private static List<UnboundFeature> matrix(YamlSequence sequence) {
    return sequence.mappings().stream()
        .flatMap(item -> Matrix.expand(item).stream())
        .map(UnboundFeature::read)
        .toList();
  }

  private static List<UnboundDerived> derived(YamlSequence sequence) {
    return sequence.mappings().stream().map(UnboundDerived::read).toList();
  }

  private static List<UnboundService> services(YamlMapping mapping) {
    List<UnboundService> services = new ArrayList<>();
    mapping
        .entries()
        .forEach(
            (name, node) -> {
              if (!Names.isName(name)) {
                node.place().report(name, Names.EXPECTATION);
              }
              services.add(new UnboundService(node.place(), name, patterns(node)));
            });
    return services;
  }

  private static List<YamlScalar> patterns(YamlNode node) {
    if (!(node instanceof YamlSequence sequence)) {
      node.place().report(node.describe(), "a list of features, such as [job_ranking@1.*]");
      return List.of();
    }
    if (sequence.items().isEmpty()) {
      node.place().report("no feature", "at least one, such as [job_ranking@1.*]");
    }
    return sequence.scalars();
  }
}

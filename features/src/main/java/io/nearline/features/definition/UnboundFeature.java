package io.nearline.features.definition;

import io.nearline.features.matrix.Combination;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import io.nearline.features.yaml.YamlSequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One item of {@code features} as written: its fields and its condition are still text.
 *
 * @param name its name without the window
 * @param aggregate its aggregate; empty when there is none of that name
 * @param verb the verb that its actions have; only features of a matrix may have one
 * @param where the condition, besides the verb
 * @param windows at least one window
 * @param defaultValue the value that stands where there would be none
 */
record UnboundFeature(
    String name,
    Optional<UnboundAggregate> aggregate,
    Optional<YamlScalar> verb,
    Optional<YamlScalar> where,
    List<Window> windows,
    Optional<YamlNode> defaultValue) {

  /**
   * A window as written.
   *
   * @param text such as {@code 24h}, or {@code any}
   * @param length its length; empty when whoever asks says it
   */
  record Window(YamlScalar text, Optional<Duration> length) {}

  /** Reads a feature; problems are reported to its place. */
  static UnboundFeature read(YamlMapping mapping) {
    return read(mapping, Optional.empty());
  }

  /** Reads a feature that a matrix makes; problems are reported to its place. */
  static UnboundFeature read(Combination combination) {
    return read(combination.feature(), combination.verb());
  }

  private static UnboundFeature read(YamlMapping mapping, Optional<YamlScalar> verb) {
    Optional<String> name =
        mapping.require("name", "a name") ? Names.read(mapping, "name") : Optional.empty();
    Optional<UnboundAggregate> aggregate = UnboundAggregate.read(mapping);
    Optional<YamlScalar> where =
        mapping.scalar("where").filter(scalar -> scalar.string().isPresent());
    List<Window> windows = windows(mapping);
    Optional<YamlNode> defaultValue = mapping.node("default");
    mapping.finish();
    // What lacks a name is reported and never served; a stand-in lets the rest be checked too.
    return new UnboundFeature(
        name.orElse(mapping.place().path()), aggregate, verb, where, windows, defaultValue);
  }

  /** Returns the whole condition as written; empty when every action counts. */
  Optional<String> whereText() {
    Optional<String> text = where.map(YamlScalar::text);
    return verb.isPresent() ? Optional.of(Combination.where(verb.get().text(), text)) : text;
  }

  private static List<Window> windows(YamlMapping mapping) {
    if (!mapping.require("windows", "a list of windows, such as [1h, 24h]")) {
      return List.of();
    }
    Optional<YamlSequence> sequence = mapping.sequence("windows");
    if (sequence.isEmpty()) {
      return List.of();
    }
    if (sequence.get().items().isEmpty()) {
      sequence.get().place().report("no window", "at least one, such as [24h]");
    }
    List<Window> windows = new ArrayList<>();
    for (YamlScalar scalar : sequence.get().scalars()) {
      if (scalar.text().equals(AnyWindowFeature.ANY)) {
        windows.add(new Window(scalar, Optional.empty()));
      } else {
        scalar
            .duration(", or " + AnyWindowFeature.ANY)
            .ifPresent(length -> windows.add(new Window(scalar, Optional.of(length))));
      }
    }
    return windows;
  }
}

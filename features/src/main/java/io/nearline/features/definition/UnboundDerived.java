package io.nearline.features.definition;

import io.nearline.features.yaml.Place;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import java.util.Optional;

/**
 * One item of {@code derived} as written: its expression is still text.
 *
 * @param place where it stands
 * @param name its name
 * @param expression the expression; empty when it is absent, which is reported
 * @param defaultValue the value that stands where the expression is null
 */
record UnboundDerived(
    Place place, String name, Optional<YamlScalar> expression, Optional<YamlNode> defaultValue) {

  /** Reads a derived feature; problems are reported to its place. */
  static UnboundDerived read(YamlMapping mapping) {
    Optional<String> name =
        mapping.require("name", "a name") ? Names.read(mapping, "name") : Optional.empty();
    Optional<YamlScalar> expression =
        mapping.require("expression", "an expression, such as ratio(applies_24h, views_24h, 0.0)")
            ? mapping.scalar("expression").filter(scalar -> scalar.string().isPresent())
            : Optional.empty();
    Optional<YamlNode> defaultValue = mapping.node("default");
    mapping.finish();
    // What lacks a name is reported and never served; a stand-in lets the rest be checked too.
    return new UnboundDerived(
        mapping.node("name").orElse(mapping).place(),
        name.orElse(mapping.place().path()),
        expression,
        defaultValue);
  }
}

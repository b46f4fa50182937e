package io.nearline.features.definition;

import io.nearline.features.aggregate.AggregateRule;
import io.nearline.features.aggregate.Aggregates;
import io.nearline.features.problem.Nearest;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import io.nearline.features.yaml.YamlSequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One item of {@code features} as written: its fields and its condition are still text.
 *
 * @param name its name without the window
 * @param rule the aggregate's rule; empty when there is no such aggregate
 * @param of what it aggregates, as many as the rule wants
 * @param k the argument k, 0 where the rule takes none
 * @param distinct the argument distinct
 * @param where the condition
 * @param windows at least one window
 */
record UnboundFeature(
    String name,
    Optional<AggregateRule> rule,
    List<YamlScalar> of,
    int k,
    Optional<YamlScalar> distinct,
    Optional<YamlScalar> where,
    List<Window> windows) {

  /**
   * A window as written.
   *
   * @param text such as {@code 24h}
   * @param length its length
   */
  record Window(YamlScalar text, Duration length) {}

  /** Reads a feature; problems are reported to its place. */
  static UnboundFeature read(YamlMapping mapping) {
    Optional<String> name =
        mapping.require("name", "a name") ? Names.read(mapping, "name") : Optional.empty();
    Optional<AggregateRule> rule =
        mapping.require("aggregate", "one of " + String.join(", ", Aggregates.names()))
            ? mapping.scalar("aggregate").flatMap(UnboundFeature::rule)
            : Optional.empty();
    List<YamlScalar> of = of(mapping, rule);
    int k = k(mapping, rule);
    Optional<YamlScalar> distinct = distinct(mapping, rule);
    Optional<YamlScalar> where =
        mapping.scalar("where").filter(scalar -> scalar.string().isPresent());
    List<Window> windows = windows(mapping);
    mapping.finish();
    // What lacks a name is reported and never served; a stand-in lets the rest be checked too.
    return new UnboundFeature(
        name.orElse(mapping.place().path()), rule, of, k, distinct, where, windows);
  }

  private static Optional<AggregateRule> rule(YamlScalar scalar) {
    Optional<AggregateRule> rule = Aggregates.rule(scalar.text());
    if (rule.isEmpty()) {
      scalar
          .place()
          .report(
              scalar.describe(),
              "one of "
                  + String.join(", ", Aggregates.names())
                  + Nearest.of(scalar.text(), Aggregates.names())
                      .map(near -> "; did you mean " + near + "?")
                      .orElse(""));
    }
    return rule;
  }

  private static List<YamlScalar> of(YamlMapping mapping, Optional<AggregateRule> rule) {
    Optional<YamlNode> node = mapping.node("of");
    if (rule.isEmpty()) {
      return List.of();
    }
    AggregateRule.Of expected = rule.get().of();
    if (expected.most() == 0) {
      node.ifPresent(given -> refuse(given, "of", rule.get()));
      return List.of();
    }
    if (!mapping.require("of", expected.expectation())) {
      return List.of();
    }
    List<YamlScalar> items = items(node.orElseThrow());
    if (items.isEmpty() || items.size() > expected.most()) {
      node.get()
          .place()
          .report(
              items.size() + " fields",
              expected.most() == 1
                  ? expected.expectation()
                  : "from 1 to " + expected.most() + " fields");
      return List.of();
    }
    return items;
  }

  private static List<YamlScalar> items(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      return List.of(scalar);
    }
    if (node instanceof YamlSequence sequence) {
      return sequence.scalars();
    }
    return List.of();
  }

  private static int k(YamlMapping mapping, Optional<AggregateRule> rule) {
    Optional<YamlNode> node = mapping.node("k");
    if (rule.isEmpty()) {
      return 0;
    }
    if (!rule.get().takes(AggregateRule.Option.K)) {
      node.ifPresent(given -> refuse(given, "k", rule.get()));
      return 0;
    }
    if (!mapping.require("k", "how many to keep, 1 to " + AggregateRule.MAX_K)) {
      return 0;
    }
    return mapping
        .scalar("k")
        .map(scalar -> scalar.integer(1, AggregateRule.MAX_K))
        .orElse(OptionalInt.empty())
        .orElse(0);
  }

  private static Optional<YamlScalar> distinct(YamlMapping mapping, Optional<AggregateRule> rule) {
    Optional<YamlNode> node = mapping.node("distinct");
    if (rule.isPresent() && !rule.get().takes(AggregateRule.Option.DISTINCT)) {
      node.ifPresent(given -> refuse(given, "distinct", rule.get()));
      return Optional.empty();
    }
    return mapping.scalar("distinct");
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
      scalar.duration().ifPresent(length -> windows.add(new Window(scalar, length)));
    }
    return windows;
  }

  private static void refuse(YamlNode given, String argument, AggregateRule rule) {
    given
        .place()
        .report(given.describe(), "no " + argument + ", which " + rule.name() + " does not take");
  }
}

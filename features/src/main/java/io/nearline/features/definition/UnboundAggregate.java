package io.nearline.features.definition;

import io.nearline.features.aggregate.AggregateRule;
import io.nearline.features.aggregate.AggregateRule.Option;
import io.nearline.features.aggregate.Aggregates;
import io.nearline.features.aggregate.ApproximateCountDistinct;
import io.nearline.features.aggregate.Funnel;
import io.nearline.features.aggregate.HalfLife;
import io.nearline.features.aggregate.Padding;
import io.nearline.features.problem.Nearest;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import io.nearline.features.yaml.YamlSequence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The aggregate of a feature as written: its fields and its steps are still text. What was required
 * and refused is empty.
 *
 * @param rule the aggregate's rule
 * @param of what it aggregates, as many as the rule wants
 * @param k the argument k
 * @param distinct the argument distinct
 * @param padding the argument pad
 * @param p the argument p
 * @param log2m the argument log2m
 * @param steps the argument steps
 * @param halfLife the argument half_life
 */
record UnboundAggregate(
    AggregateRule rule,
    List<YamlScalar> of,
    OptionalInt k,
    Optional<YamlScalar> distinct,
    Padding padding,
    OptionalDouble p,
    OptionalInt log2m,
    List<YamlScalar> steps,
    Optional<HalfLife> halfLife) {

  /** Reads a feature's aggregate; empty when there is none of that name. */
  static Optional<UnboundAggregate> read(YamlMapping mapping) {
    Optional<AggregateRule> rule =
        mapping.require("aggregate", "one of " + String.join(", ", Aggregates.names()))
            ? mapping.scalar("aggregate").flatMap(UnboundAggregate::rule)
            : Optional.empty();
    // The keys are known whatever the aggregate: an unknown one is one problem, not several.
    mapping.node("of");
    for (Option option : Option.values()) {
      mapping.node(option.key());
    }
    return rule.map(known -> read(mapping, known));
  }

  private static UnboundAggregate read(YamlMapping mapping, AggregateRule rule) {
    return new UnboundAggregate(
        rule,
        of(mapping, rule),
        k(mapping, rule),
        takes(mapping, rule, Option.DISTINCT)
            ? mapping.scalar(Option.DISTINCT.key())
            : Optional.empty(),
        padding(mapping, rule),
        p(mapping, rule),
        log2m(mapping, rule),
        steps(mapping, rule),
        halfLife(mapping, rule));
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

  private static List<YamlScalar> of(YamlMapping mapping, AggregateRule rule) {
    Optional<YamlNode> node = mapping.node("of");
    AggregateRule.Of expected = rule.of();
    if (expected.most() == 0) {
      node.ifPresent(given -> refuse(given, "of", rule));
      return List.of();
    }
    if (!mapping.require("of", expected.expectation())) {
      return List.of();
    }
    if (node.orElseThrow() instanceof YamlMapping) {
      node.get().place().report(node.get().describe(), expected.expectation());
      return List.of();
    }
    List<YamlScalar> items = items(node.get());
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

  private static OptionalInt k(YamlMapping mapping, AggregateRule rule) {
    return requires(mapping, rule, Option.K, "how many to keep, 1 to " + AggregateRule.MAX_K)
        ? mapping
            .scalar(Option.K.key())
            .map(scalar -> scalar.integer(1, AggregateRule.MAX_K))
            .orElse(OptionalInt.empty())
        : OptionalInt.empty();
  }

  private static Padding padding(YamlMapping mapping, AggregateRule rule) {
    return takes(mapping, rule, Option.PAD)
            && mapping.scalar(Option.PAD.key()).flatMap(YamlScalar::bool).orElse(false)
        ? Padding.TO_K
        : Padding.NONE;
  }

  private static OptionalDouble p(YamlMapping mapping, AggregateRule rule) {
    return requires(mapping, rule, Option.P, "a share of the values, 0 to 1, such as 0.95")
        ? mapping
            .scalar(Option.P.key())
            .map(scalar -> scalar.number(0, 1))
            .orElse(OptionalDouble.empty())
        : OptionalDouble.empty();
  }

  private static OptionalInt log2m(YamlMapping mapping, AggregateRule rule) {
    return takes(mapping, rule, Option.LOG2M)
        ? mapping
            .scalar(Option.LOG2M.key())
            .map(
                scalar ->
                    scalar.integer(
                        ApproximateCountDistinct.LEAST_LOG2M,
                        ApproximateCountDistinct.GREATEST_LOG2M))
            .orElse(OptionalInt.empty())
        : OptionalInt.empty();
  }

  private static List<YamlScalar> steps(YamlMapping mapping, AggregateRule rule) {
    String expectation = "from 1 to " + Funnel.MAX_STEPS + " conditions";
    if (!requires(mapping, rule, Option.STEPS, "a list of " + expectation)) {
      return List.of();
    }
    Optional<YamlSequence> sequence = mapping.sequence(Option.STEPS.key());
    if (sequence.isEmpty()) {
      return List.of();
    }
    int size = sequence.get().items().size();
    if (size == 0 || size > Funnel.MAX_STEPS) {
      sequence.get().place().report(size + " steps", expectation);
      return List.of();
    }
    return sequence.get().scalars();
  }

  private static Optional<HalfLife> halfLife(YamlMapping mapping, AggregateRule rule) {
    return takes(mapping, rule, Option.HALF_LIFE)
        ? mapping
            .scalar(Option.HALF_LIFE.key())
            .flatMap(YamlScalar::duration)
            .map(length -> new HalfLife(length.toMillis()))
        : Optional.empty();
  }

  /** Returns whether the rule takes an argument, which is refused if it does not. */
  private static boolean takes(YamlMapping mapping, AggregateRule rule, Option option) {
    if (!rule.takes(option)) {
      mapping.node(option.key()).ifPresent(given -> refuse(given, option.key(), rule));
      return false;
    }
    return true;
  }

  /** Returns whether an argument that the rule takes is there; its absence is reported. */
  private static boolean requires(
      YamlMapping mapping, AggregateRule rule, Option option, String expectation) {
    return takes(mapping, rule, option) && mapping.require(option.key(), expectation);
  }

  private static void refuse(YamlNode given, String argument, AggregateRule rule) {
    given
        .place()
        .report(given.describe(), "no " + argument + ", which " + rule.name() + " does not take");
  }
}

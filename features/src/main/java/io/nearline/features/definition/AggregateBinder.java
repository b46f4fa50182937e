package io.nearline.features.definition;

import io.nearline.features.aggregate.Aggregate;
import io.nearline.features.aggregate.AggregateRule;
import io.nearline.features.aggregate.AggregateRule.Option;
import io.nearline.features.aggregate.Arguments;
import io.nearline.features.aggregate.Listed;
import io.nearline.features.condition.Condition;
import io.nearline.features.field.Field;
import io.nearline.features.field.Fields;
import io.nearline.features.type.ScalarType;
import io.nearline.features.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Binds aggregates to the declared attributes. What is wrong is reported where it stands. */
final class AggregateBinder {
  private final Fields fields;
  private final ConditionBinder conditions;

  AggregateBinder(Fields fields, ConditionBinder conditions) {
    this.fields = fields;
    this.conditions = conditions;
  }

  /**
   * Returns the aggregate; empty when any of its arguments was refused, here or before.
   *
   * @param requested the values of the call that the feature has read so far, to be added to
   */
  Optional<Aggregate> bind(UnboundAggregate aggregate, RequestTypes requested) {
    AggregateRule rule = aggregate.rule();
    Optional<Field> distinct = aggregate.distinct().flatMap(this::distinct);
    List<Listed> of = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlScalar scalar : aggregate.of()) {
      if (names.add(scalar.text())) {
        listed(rule, scalar).ifPresent(of::add);
      } else {
        scalar.place().report(scalar.text(), "each field once");
      }
    }
    List<Condition> steps = new ArrayList<>();
    aggregate.steps().forEach(scalar -> step(scalar, requested).ifPresent(steps::add));
    boolean complete =
        of.size() == aggregate.of().size()
            && (rule.of().most() == 0 || !of.isEmpty())
            && (!rule.takes(Option.K) || aggregate.k().isPresent())
            && distinct.isPresent() == aggregate.distinct().isPresent()
            && (!rule.takes(Option.P) || aggregate.p().isPresent())
            && steps.size() == aggregate.steps().size()
            && (!rule.takes(Option.STEPS) || !steps.isEmpty());
    return complete
        ? Optional.of(
            rule.maker()
                .apply(
                    new Arguments(
                        of,
                        aggregate.k().orElse(0),
                        distinct,
                        aggregate.padding(),
                        aggregate.p().orElse(0),
                        aggregate.log2m(),
                        steps,
                        aggregate.halfLife())))
        : Optional.empty();
  }

  private Optional<Condition> step(YamlScalar scalar, RequestTypes requested) {
    return scalar.string().isPresent() ? conditions.bind(scalar, requested) : Optional.empty();
  }

  private Optional<Listed> listed(AggregateRule rule, YamlScalar scalar) {
    boolean several = rule.of().most() > 1;
    if (several && scalar.text().equals(Listed.AgeMillis.NAME)) {
      return Optional.of(new Listed.AgeMillis());
    }
    Optional<Field> field = field(scalar, several ? Listed.AgeMillis.NAME + ", or " : "");
    if (field.isEmpty()) {
      return Optional.empty();
    }
    if (!rule.of().accepts(field.get().type())) {
      scalar
          .place()
          .report(scalar.text() + " of type " + field.get().type().text(), rule.of().expectation());
      return Optional.empty();
    }
    return Optional.of(new Listed.OfField(field.get()));
  }

  private Optional<Field> distinct(YamlScalar scalar) {
    Optional<Field> field = field(scalar, "");
    if (field.isPresent() && !(field.get().type() instanceof ScalarType)) {
      scalar
          .place()
          .report(
              scalar.text() + " of type " + field.get().type().text(),
              "a field that is a single value");
      return Optional.empty();
    }
    return field;
  }

  private Optional<Field> field(YamlScalar scalar, String otherExpectation) {
    Optional<Field> field = fields.field(scalar.text());
    if (field.isEmpty() && !fields.isRefused(scalar.text())) {
      String expectation = otherExpectation + fields.expectation(scalar.text());
      scalar.place().report(scalar.describe(), expectation);
    }
    return field;
  }
}

package io.nearline.server.parser;

import io.nearline.features.aggregate.AggregateRule;
import io.nearline.features.aggregate.AggregateRule.Option;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ways to write an aggregate, of its rule: one for each field and for each further argument.
 */
final class AggregateCases {
  private final Map<String, ValueType> fields = new LinkedHashMap<>();

  /** Takes the fields of all actions and the declared attributes. */
  AggregateCases(AttributeCatalogue attributes) {
    for (StandardField field : StandardField.values()) {
      fields.put(field.text(), field.type());
    }
    attributes
        .attributes()
        .forEach(attribute -> fields.put(attribute.path().toString(), attribute.type()));
  }

  /** Returns the arguments of each case, such as {@code , of: object, k: 3}. */
  List<String> of(AggregateRule rule) {
    List<String> cases = new ArrayList<>();
    fields(rule.of()).forEach(of -> cases.add(of + required(rule)));
    List<String> optional =
        rule.options().stream()
            .map(AggregateCases::optional)
            .filter(argument -> !argument.isEmpty())
            .map(argument -> cases.get(0) + argument)
            .toList();
    cases.addAll(optional);
    return cases;
  }

  private List<String> fields(AggregateRule.Of rule) {
    List<String> of = new ArrayList<>();
    if (rule.most() == 0) {
      of.add("");
    }
    if (rule.most() > 1) {
      of.add(", of: [verb, objectAttributes.geo, age_ms]");
    }
    if (rule.most() > 0) {
      fields.forEach(
          (field, type) -> {
            if (rule.accepts(type)) {
              of.add(", of: " + field);
            }
          });
    }
    return of;
  }

  private static String required(AggregateRule rule) {
    return (rule.takes(Option.K) ? ", k: 3" : "")
        + (rule.takes(Option.P) ? ", p: 0.95" : "")
        + (rule.takes(Option.STEPS)
            ? ", steps: ['verb == \"view\"', 'objectAttributes.price > 3.0']"
            : "");
  }

  /** Returns an argument that may be left out; none for one that may not. */
  private static String optional(Option option) {
    return switch (option) {
      case DISTINCT -> ", distinct: object";
      case PAD -> ", pad: true";
      case LOG2M -> ", log2m: 10";
      case HALF_LIFE -> ", half_life: 90m";
      case K, P, STEPS -> "";
    };
  }
}

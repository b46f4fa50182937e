package io.nearline.cli.definitions;

import io.nearline.features.aggregate.Decomposition;
import io.nearline.features.aggregate.Term;
import io.nearline.features.attribute.EntityTable;
import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.definition.DerivedFeature;
import io.nearline.features.definition.Feature;
import io.nearline.features.expression.Constant;
import io.nearline.features.field.Field;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What a feature means, in words. */
final class Explanation {
  private static final String BY_ROWS =
      "from the rows themselves, in the server: Pinot has no exact aggregation for it";

  private Explanation() {}

  /** Returns several lines. */
  static String of(Feature feature) {
    return feature instanceof DerivedFeature derived ? of(derived) : of((AggregateFeature) feature);
  }

  private static String of(DerivedFeature feature) {
    String inputs =
        feature.inputs().stream().map(Feature::versionedName).collect(Collectors.joining(", "));
    return """
        %s
          %s
          type     %s
          entity   %s
          reads    %s
          computed in the server, from the values of these features
        %s  version  %s
        """
        .formatted(
            feature.versionedName(),
            feature.expressionText(),
            feature.type().text(),
            String.join(", ", keys(feature)),
            inputs
                + feature.expressionValues().stream()
                    .map(value -> ", " + value.text() + " (" + value.type().text() + ")")
                    .collect(Collectors.joining()),
            defaultLine(feature),
            feature.hash());
  }

  private static String of(AggregateFeature feature) {
    EntityTable table = feature.entity().table();
    String keys = String.join(", ", keys(feature));
    String reads = feature.fields().stream().map(Field::text).collect(Collectors.joining(", "));
    return """
        %s
          %s over %s of the last %s%s
          type     %s
          entity   %s, in table %s, which keeps %s
          window   (as_of - %s, as_of]
          reads    %s
          computed %s
        %s  version  %s
        """
        .formatted(
            feature.versionedName(),
            feature.aggregate().text(),
            actions(keys(feature)),
            duration(feature.window()),
            feature.whereText().map(where -> ", where " + where).orElse(""),
            feature.type().text(),
            keys,
            table.table(),
            duration(table.retention()),
            duration(feature.window()),
            reads,
            feature.aggregate().decomposition().map(Explanation::inPinot).orElse(BY_ROWS),
            defaultLine(feature),
            feature.hash());
  }

  /** Returns the names of the entity's keys. */
  static List<String> keys(Feature feature) {
    return feature.keys().stream().map(Field::text).toList();
  }

  private static String defaultLine(Feature feature) {
    return feature
        .defaultValue()
        .map(value -> "  default  " + new Constant(value).text() + "\n")
        .orElse("");
  }

  private static String inPinot(Decomposition decomposition) {
    return decomposition.terms().stream()
        .map(Term::text)
        .collect(Collectors.joining(" and ", "by Pinot, as ", "; or from the rows"));
  }

  private static String actions(List<String> keys) {
    if (keys.size() > 1) {
      return "the actions that share " + String.join(" and ", keys);
    }
    String key = keys.get(0);
    return ("aeiou".indexOf(key.charAt(0)) >= 0 ? "an " : "a ") + key + "'s actions";
  }

  /** Returns a duration as the configuration writes it, in the largest unit that divides it. */
  private static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    }
    if (millis % 60_000 == 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }
}

package io.nearline.features.definition;

import io.nearline.features.aggregate.Aggregate;
import io.nearline.features.aggregate.AggregateRule;
import io.nearline.features.aggregate.Arguments;
import io.nearline.features.aggregate.Listed;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.EntityTable;
import io.nearline.features.condition.Condition;
import io.nearline.features.condition.ConditionCompiler;
import io.nearline.features.condition.ConditionException;
import io.nearline.features.field.Field;
import io.nearline.features.field.Fields;
import io.nearline.features.problem.Nearest;
import io.nearline.features.type.ScalarType;
import io.nearline.features.yaml.Place;
import io.nearline.features.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Binds feature sets to the declared attributes and entities, and gives each feature its name. What
 * is wrong is reported where it stands, all of it. Not thread-safe.
 */
final class FeatureBinder {
  private final AttributeCatalogue attributes;
  private final Fields fields;
  private final ConditionCompiler compiler;
  private final Map<String, Condition> conditions = new HashMap<>();
  private final Map<String, Place> sets = new HashMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Optional<Feature>> features = new LinkedHashMap<>();

  FeatureBinder(AttributeCatalogue attributes) {
    this.attributes = attributes;
    this.fields = new Fields(attributes);
    this.compiler = new ConditionCompiler(attributes);
  }

  /**
   * Returns the features of all sets bound so far by their versioned names; empty ones were refused
   * for a reason that is reported.
   */
  Map<String, Optional<Feature>> features() {
    return features;
  }

  /** Binds a set. */
  void bind(UnboundSet set) {
    String name = set.name() + "@" + set.version();
    Place other = sets.putIfAbsent(name, set.place());
    if (other != null) {
      set.place().report(name, "each version of a set once; it is also at " + text(other));
      return;
    }
    Optional<Entity> entity = set.entity().flatMap(this::entity);
    set.features().forEach(feature -> bind(set, entity, feature));
  }

  private void bind(UnboundSet set, Optional<Entity> entity, UnboundFeature feature) {
    Optional<Aggregate> aggregate = aggregate(feature);
    Optional<Condition> where =
        feature.where().isPresent()
            ? condition(feature.where().get())
            : Optional.of(Condition.always());
    for (UnboundFeature.Window window : feature.windows()) {
      String name = feature.name() + "_" + window.text().text();
      String versionedName = set.name() + "@" + set.version() + "." + name;
      Place place = window.text().place();
      Place other = places.putIfAbsent(versionedName, place);
      if (other != null) {
        place.report(versionedName, "each feature once; it is also at " + text(other));
        continue;
      }
      features.put(versionedName, Optional.empty());
      if (entity.isEmpty() || !isKept(window, entity.get().table())) {
        continue;
      }
      if (aggregate.isPresent() && where.isPresent()) {
        Feature bound =
            new Feature(
                set.name(),
                set.version(),
                name,
                entity.get(),
                aggregate.get(),
                where.get(),
                feature.where().map(YamlScalar::text),
                window.length());
        features.put(versionedName, Optional.of(bound));
      }
    }
  }

  private static boolean isKept(UnboundFeature.Window window, EntityTable table) {
    if (window.length().compareTo(table.retention()) <= 0) {
      return true;
    }
    window
        .text()
        .place()
        .report(
            window.text().text(),
            "at most " + table.retention().toHours() + "h, the retention of " + table.table());
    return false;
  }

  private Optional<Entity> entity(YamlScalar scalar) {
    Optional<EntityTable> table = attributes.entity(scalar.text());
    Optional<Field> key = fields.field(scalar.text());
    if (table.isPresent() && key.isPresent()) {
      return Optional.of(new Entity(List.of(key.get()), table.get()));
    }
    scalar
        .place()
        .report(
            scalar.describe(),
            "one of "
                + String.join(", ", attributes.entities().keySet())
                + didYouMean(Nearest.of(scalar.text(), attributes.entities().keySet())));
    return Optional.empty();
  }

  private Optional<Aggregate> aggregate(UnboundFeature feature) {
    Optional<Field> distinct = feature.distinct().flatMap(this::distinct);
    if (feature.rule().isEmpty()) {
      return Optional.empty();
    }
    AggregateRule rule = feature.rule().get();
    List<Listed> of = new ArrayList<>();
    for (YamlScalar scalar : feature.of()) {
      listed(rule, scalar).ifPresent(of::add);
    }
    boolean complete =
        of.size() == feature.of().size()
            && (rule.of().most() == 0 || !of.isEmpty())
            && (!rule.takes(AggregateRule.Option.K) || feature.k() > 0)
            && distinct.isPresent() == feature.distinct().isPresent();
    return complete
        ? Optional.of(rule.maker().apply(new Arguments(of, feature.k(), distinct)))
        : Optional.empty();
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
    if (field.isEmpty()) {
      String expectation = otherExpectation + fields.expectation(scalar.text());
      scalar.place().report(scalar.describe(), expectation);
    }
    return field;
  }

  private Optional<Condition> condition(YamlScalar scalar) {
    try {
      return Optional.of(conditions.computeIfAbsent(scalar.text(), compiler::compile));
    } catch (ConditionException e) {
      scalar.place().report(e.value(), e.expectation());
      return Optional.empty();
    }
  }

  private static String didYouMean(Optional<String> nearest) {
    return nearest.map(near -> "; did you mean " + near + "?").orElse("");
  }

  private static String text(Place place) {
    return place.file() + ":" + place.line();
  }
}

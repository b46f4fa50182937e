package io.nearline.features.definition;

import io.nearline.features.aggregate.Aggregate;
import io.nearline.features.aggregate.Selection;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.EntityTable;
import io.nearline.features.condition.Condition;
import io.nearline.features.field.ActionTable;
import io.nearline.features.field.Fields;
import io.nearline.features.value.Value;
import io.nearline.features.yaml.Place;
import io.nearline.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Binds feature sets to the declared attributes and entities, and gives each feature its name. What
 * is wrong is reported where it stands, all of it. Not thread-safe.
 */
final class FeatureBinder {
  private final EntityBinder entities;
  private final ConditionBinder conditions;
  private final AggregateBinder aggregates;
  private final Map<String, Place> sets = new HashMap<>();
  private final List<UnboundSet> bound = new ArrayList<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Optional<Feature>> features = new LinkedHashMap<>();
  private final Map<String, Optional<AnyWindowFeature>> anyWindows = new LinkedHashMap<>();

  FeatureBinder(AttributeCatalogue attributes) {
    Fields fields = new Fields(attributes);
    this.entities = new EntityBinder(attributes, fields);
    this.conditions = new ConditionBinder(attributes);
    this.aggregates = new AggregateBinder(fields, conditions);
  }

  /**
   * Returns the features of all sets bound so far by their versioned names; empty ones were refused
   * for a reason that is reported.
   */
  Map<String, Optional<Feature>> features() {
    return features;
  }

  /**
   * Returns the definitions of any window of all sets bound so far by their versioned names; empty
   * ones were refused for a reason that is reported.
   */
  Map<String, Optional<AnyWindowFeature>> anyWindows() {
    return anyWindows;
  }

  /** Returns where a feature stands that was bound. */
  Place place(String versionedName) {
    return Objects.requireNonNull(places.get(versionedName), versionedName);
  }

  /** Binds a set. */
  void bind(UnboundSet set) {
    String name = set.versionedName();
    Place other = sets.putIfAbsent(name, set.place());
    if (other != null) {
      set.place().report(name, "each version of a set once; it is also at " + text(other));
      return;
    }
    Optional<Entity> entity = set.entity().flatMap(entities::bind);
    set.features().forEach(feature -> bind(set, entity, feature));
    List<UnboundDerived> named = new ArrayList<>();
    for (UnboundDerived derived : set.derived()) {
      String versionedName = set.versionedName() + "." + derived.name();
      if (claim(versionedName, derived.place())) {
        features.put(versionedName, Optional.empty());
        named.add(derived);
      }
    }
    bound.add(set.withDerived(named));
  }

  /** Binds the derived features of all sets, once all sets are bound. */
  void bindDerived() {
    new DerivedBinder(features, anyWindows.keySet()).bind(bound);
  }

  /** Gives a name to one feature; returns whether it was free, and reports it if not. */
  private boolean claim(String versionedName, Place place) {
    Place other = places.putIfAbsent(versionedName, place);
    if (other != null) {
      place.report(versionedName, "each feature once; it is also at " + text(other));
      return false;
    }
    return true;
  }

  private void bind(UnboundSet set, Optional<Entity> entity, UnboundFeature feature) {
    RequestTypes requested = new RequestTypes();
    Optional<Aggregate> aggregate =
        feature.aggregate().flatMap(unbound -> aggregates.bind(unbound, requested));
    Optional<Condition> where = conditions.bind(feature, requested);
    Optional<Value> defaultValue =
        feature.defaultValue().isPresent() && aggregate.isPresent()
            ? defaultValue(feature.defaultValue().get(), aggregate.get())
            : Optional.empty();
    for (UnboundFeature.Window window : feature.windows()) {
      boolean any = window.length().isEmpty();
      String name = any ? feature.name() : feature.name() + "_" + window.text().text();
      String versionedName = set.versionedName() + "." + name;
      if (!claim(versionedName, window.text().place())) {
        continue;
      }
      if (any) {
        anyWindows.put(versionedName, Optional.empty());
      } else {
        features.put(versionedName, Optional.empty());
      }
      if (entity.isEmpty()
          || !isKept(window, entity.get().table())
          || aggregate.isEmpty()
          || where.isEmpty()) {
        continue;
      }
      AnyWindowFeature definition =
          new AnyWindowFeature(
              set.name(),
              set.version(),
              feature.name(),
              entity.get(),
              aggregate.get(),
              where.get(),
              feature.whereText(),
              defaultValue);
      if (any) {
        anyWindows.put(versionedName, Optional.of(definition));
      } else {
        features.put(
            versionedName, Optional.of(definition.named(name, window.length().orElseThrow())));
      }
    }
  }

  private static Optional<Value> defaultValue(YamlNode node, Aggregate aggregate) {
    ActionTable nothing = ActionTable.of(List.of(), aggregate.fields());
    if (aggregate.evaluate(new Selection(nothing, new int[0], 0, 0)).value().isPresent()) {
      node.place()
          .report(
              node.describe(),
              "no default, since " + aggregate.name() + " has a value over nothing too");
      return Optional.empty();
    }
    return DefaultBinder.bind(node, aggregate.type());
  }

  private static boolean isKept(UnboundFeature.Window window, EntityTable table) {
    if (window.length().isEmpty() || window.length().get().compareTo(table.retention()) <= 0) {
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

  private static String text(Place place) {
    boolean combined = place.path().contains("{");
    return place.file() + ":" + place.line() + (combined ? ": " + place.path() : "");
  }
}

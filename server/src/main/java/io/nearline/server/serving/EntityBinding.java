package io.nearline.server.serving;

import io.nearline.features.definition.Catalogue;
import io.nearline.features.field.Field;
import io.nearline.features.problem.Nearest;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.plan.InvalidRequestException;
import io.nearline.server.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Checks the entities of a request against what its plan is about. */
final class EntityBinding {
  /** What an entity may be asked for by: the keys of all features, and those that have a table. */
  private final SortedMap<String, ScalarType> types = new TreeMap<>();

  private final int mostEntities;

  EntityBinding(Catalogue catalogue, int mostEntities) {
    this.mostEntities = mostEntities;
    catalogue.attributes().entities().forEach((key, table) -> types.put(key, table.type()));
    Stream.concat(
            catalogue.features().stream().flatMap(feature -> feature.keys().stream()),
            catalogue.anyWindowFeatures().stream()
                .flatMap(definition -> definition.entity().keys().stream()))
        .forEach(key -> types.put(key.text(), (ScalarType) key.type()));
  }

  /**
   * Returns the columns of the keys of each lookup of a plan, the root's first.
   *
   * @throws InvalidRequestException when a key is unknown, absent, empty or of another type, the
   *     columns' lengths differ, or there are more rows than configured
   */
  List<List<Items>> bind(Plan plan, Map<String, Items> entities) {
    check(entities);
    List<List<Items>> keys = new ArrayList<>();
    for (int i = 0; i < plan.lookups().size(); i++) {
      keys.add(keys(plan, i, entities));
    }
    return keys;
  }

  private void check(Map<String, Items> entities) {
    int rows = 1;
    String longest = "";
    for (Map.Entry<String, Items> entry : new TreeMap<>(entities).entrySet()) {
      String field = "entities." + entry.getKey();
      Items column = entry.getValue();
      ScalarType type = type(entry.getKey(), field);
      if (column.type() != type) {
        throw new InvalidRequestException(field, column.type().text() + "s", type.text() + "s");
      }
      if (column.size() == 0) {
        throw new InvalidRequestException(field, "no value", "at least one");
      }
      if (column.size() > mostEntities) {
        throw new InvalidRequestException(
            field, column.size() + " entities", "at most " + mostEntities + " in one call");
      }
      if (column.size() > 1 && rows > 1 && column.size() != rows) {
        throw new InvalidRequestException(
            field,
            column.size() + " values",
            "1 value or " + rows + ", as many as " + longest + " has");
      }
      if (column.size() > rows) {
        rows = column.size();
        longest = field;
      }
    }
  }

  private ScalarType type(String key, String field) {
    ScalarType type = types.get(key);
    if (type == null) {
      throw new InvalidRequestException(
          field,
          "unknown",
          "one of the keys "
              + String.join(", ", types.keySet())
              + Nearest.of(key, types.keySet())
                  .map(near -> "; did you mean " + near + "?")
                  .orElse(""));
    }
    return type;
  }

  private static List<Items> keys(Plan plan, int lookup, Map<String, Items> entities) {
    List<Items> columns = new ArrayList<>();
    for (Field key : plan.lookups().get(lookup).entity().keys()) {
      Items column = entities.get(key.text());
      if (column == null) {
        throw absent(plan, lookup, key);
      }
      columns.add(column);
    }
    return columns;
  }

  private static InvalidRequestException absent(Plan plan, int lookup, Field key) {
    String feature =
        plan.aggregates().stream()
            .filter(planned -> planned.lookup() == lookup)
            .map(planned -> planned.feature().fullName())
            .findFirst()
            .orElseThrow();
    return new InvalidRequestException(
        "entities." + key.text(),
        "nothing",
        key.type().text() + "s, which " + feature + " is about");
  }
}

package io.nearline.server.serving;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.EntityTable;
import io.nearline.features.field.Field;
import io.nearline.features.problem.Nearest;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.plan.InvalidRequestException;
import io.nearline.server.plan.Plan;
import io.nearline.server.vector.KeyIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks the entities of a request against what its plan is about. */
final class EntityBinding {
  private final AttributeCatalogue catalogue;
  private final int mostEntities;

  EntityBinding(AttributeCatalogue catalogue, int mostEntities) {
    this.catalogue = catalogue;
    this.mostEntities = mostEntities;
  }

  /**
   * Returns the keys of each lookup of a plan.
   *
   * @throws InvalidRequestException when a key is unknown, absent, empty or of another type, the
   *     columns' lengths differ, or there are more rows than configured
   */
  List<KeyIndex> bind(Plan plan, Map<String, Items> entities) {
    check(entities);
    List<KeyIndex> keys = new ArrayList<>();
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
    EntityTable table =
        catalogue
            .entity(key)
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        field,
                        "unknown",
                        "one of the keys "
                            + String.join(", ", catalogue.entities().keySet())
                            + Nearest.of(key, catalogue.entities().keySet())
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("")));
    return table.type();
  }

  private static KeyIndex keys(Plan plan, int lookup, Map<String, Items> entities) {
    Field root = plan.lookups().get(lookup).entity().root();
    Items column = entities.get(root.text());
    if (column == null) {
      String feature =
          plan.features().stream()
              .filter(planned -> planned.lookup() == lookup)
              .map(planned -> planned.feature().fullName())
              .findFirst()
              .orElseThrow();
      throw new InvalidRequestException(
          "entities." + root.text(),
          "nothing",
          root.type().text() + "s, which " + feature + " is about");
    }
    return KeyIndex.of(column);
  }
}

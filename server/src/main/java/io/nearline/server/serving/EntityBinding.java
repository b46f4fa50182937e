package io.nearline.server.serving;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.EntityTable;
import io.nearline.features.field.Field;
import io.nearline.features.problem.Nearest;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.plan.InvalidRequestException;
import io.nearline.server.plan.LookupPlan;
import io.nearline.server.plan.Plan;
import io.nearline.server.vector.KeyIndex;
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
   * @throws InvalidRequestException when a key is unknown, absent, empty or of another type, or the
   *     columns' lengths differ
   * @throws TooManyEntitiesException when there are more rows than configured
   */
  List<KeyIndex> bind(Plan plan, Map<String, Items> entities) {
    check(entities);
    return plan.lookups().stream().map(lookup -> keys(lookup, entities)).toList();
  }

  private void check(Map<String, Items> entities) {
    int rows = 1;
    String longest = "";
    for (Map.Entry<String, Items> entry : new TreeMap<>(entities).entrySet()) {
      String field = "entities." + entry.getKey();
      Items column = entry.getValue();
      ScalarType type = type(entry.getKey(), field);
      if (column.type() != type) {
        throw new InvalidRequestException(
            field, "a column of " + column.type().text(), "a column of " + type.text());
      }
      if (column.size() == 0) {
        throw new InvalidRequestException(field, "no value", "at least one");
      }
      if (column.size() > mostEntities) {
        throw new TooManyEntitiesException(field, column.size(), mostEntities);
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

  private static KeyIndex keys(LookupPlan lookup, Map<String, Items> entities) {
    Field root = lookup.entity().root();
    Items column = entities.get(root.text());
    if (column == null) {
      throw new InvalidRequestException(
          "entities." + root.text(),
          "nothing",
          "a column of " + root.type().text() + ", which features of the selection are about");
    }
    return KeyIndex.of(column);
  }
}

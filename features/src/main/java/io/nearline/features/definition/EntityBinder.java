package io.nearline.features.definition;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.EntityTable;
import io.nearline.features.field.Field;
import io.nearline.features.field.Fields;
import io.nearline.features.problem.Nearest;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import io.nearline.features.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Binds what features are about to fields and a table. What is wrong is reported. */
final class EntityBinder {
  private final AttributeCatalogue attributes;
  private final Fields fields;

  EntityBinder(AttributeCatalogue attributes, Fields fields) {
    this.attributes = attributes;
    this.fields = fields;
  }

  /**
   * Returns the entity of a key, or of a list of keys whose first has a table; empty when anything
   * about it was refused, here or before.
   */
  Optional<Entity> bind(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      return bind(List.of(scalar));
    }
    if (!(node instanceof YamlSequence sequence)) {
      node.place().report(node.describe(), "a key, or a list of keys such as [actor, object]");
      return Optional.empty();
    }
    int size = sequence.items().size();
    if (size < 1 || size > Entity.MAX_KEYS) {
      node.place().report(size + " keys", "from 1 to " + Entity.MAX_KEYS + " keys");
      return Optional.empty();
    }
    List<YamlScalar> scalars = sequence.scalars();
    return scalars.size() < size ? Optional.empty() : bind(scalars);
  }

  private Optional<Entity> bind(List<YamlScalar> scalars) {
    Optional<EntityTable> table = table(scalars.get(0));
    List<Field> keys = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlScalar scalar : scalars) {
      if (!names.add(scalar.text())) {
        scalar.place().report(scalar.text(), "each key once");
      } else if (keys.isEmpty() && names.size() == 1) {
        fields.field(scalar.text()).ifPresent(keys::add);
      } else {
        further(scalar).ifPresent(keys::add);
      }
    }
    return table.isPresent() && keys.size() == scalars.size()
        ? Optional.of(new Entity(keys, table.get()))
        : Optional.empty();
  }

  private Optional<EntityTable> table(YamlScalar root) {
    Optional<EntityTable> table = attributes.entity(root.text());
    if (table.isEmpty() && !attributes.isRefusedEntity(root.text())) {
      Set<String> roots = attributes.entities().keySet();
      root.place()
          .report(
              root.describe(),
              "one of "
                  + String.join(", ", roots)
                  + Nearest.of(root.text(), roots)
                      .map(near -> "; did you mean " + near + "?")
                      .orElse(""));
    }
    return table;
  }

  private Optional<Field> further(YamlScalar scalar) {
    Optional<Field> field = fields.field(scalar.text());
    if (field.isEmpty()) {
      if (!fields.isRefused(scalar.text())) {
        scalar.place().report(scalar.describe(), fields.expectation(scalar.text()));
      }
    } else if (!Entity.mayBeKey(field.get())) {
      scalar
          .place()
          .report(
              scalar.text() + " of type " + field.get().type().text(),
              "a field of type int64 or string");
      return Optional.empty();
    }
    return field;
  }
}

package io.nearline.features.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A list of nodes.
 *
 * @param place where it stands
 * @param items its items in order
 */
public record YamlSequence(Place place, List<YamlNode> items) implements YamlNode {

  /** Copies the items. */
  public YamlSequence {
    items = List.copyOf(items);
  }

  @Override
  public String describe() {
    return "a list";
  }

  /** Returns the items that are mappings; reports each one that is not. */
  public List<YamlMapping> mappings() {
    List<YamlMapping> mappings = new ArrayList<>();
    for (YamlNode item : items) {
      if (item instanceof YamlMapping mapping) {
        mappings.add(mapping);
      } else {
        item.place().report(item.describe(), "a mapping");
      }
    }
    return mappings;
  }

  /** Returns the items that are scalars; reports each one that is not. */
  public List<YamlScalar> scalars() {
    List<YamlScalar> scalars = new ArrayList<>();
    for (YamlNode item : items) {
      if (item instanceof YamlScalar scalar) {
        scalars.add(scalar);
      } else {
        item.place().report(item.describe(), "a single value");
      }
    }
    return scalars;
  }

  /** Reads every scalar item with {@code reading}, leaving out those that it refused. */
  public <T> List<T> read(Function<YamlScalar, Optional<T>> reading) {
    return scalars().stream().map(reading).flatMap(Optional::stream).toList();
  }
}

package io.nearline.features.attribute;

import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.type.VectorType;
import io.nearline.features.yaml.Place;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code attributes.yaml}. */
public final class AttributesFile {
  /** The file's name in a configuration directory. */
  public static final String NAME = "attributes.yaml";

  /** The columns that every table has. */
  public static final Set<String> STANDARD_COLUMNS =
      Set.of(
          "eventId",
          "actor",
          "verb",
          "object",
          "timestamp",
          "actorAttributes",
          "verbAttributes",
          "objectAttributes");

  static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
  private static final int MOST_LENGTH = 65_536;

  private final Map<String, AttributePath> columns = new HashMap<>();

  private AttributesFile() {}

  /**
   * Reads the root of the file; problems are reported to its place. What is wrong is left out of
   * the catalogue.
   */
  public static AttributeCatalogue read(YamlMapping root) {
    AttributesFile file = new AttributesFile();
    List<Attribute> attributes = new ArrayList<>();
    Set<String> refused = new HashSet<>();
    root.mapping("attributes")
        .ifPresent(
            mapping ->
                mapping
                    .entries()
                    .forEach(
                        (key, node) ->
                            file.attribute(key, node)
                                .ifPresentOrElse(attributes::add, () -> refused.add(key))));
    EntityTablesReader entities = new EntityTablesReader(attributes, refused);
    if (root.require("entities", "a mapping of root keys to tables")) {
      root.mapping("entities").ifPresent(mapping -> mapping.entries().forEach(entities::read));
    }
    root.finish();
    return new AttributeCatalogue(attributes, entities.tables(), refused, entities.refused());
  }

  private Optional<Attribute> attribute(String key, YamlNode node) {
    Place place = node.place();
    Optional<AttributePath> path = AttributePath.parse(key);
    if (path.isEmpty()) {
      place.report(key, "actorAttributes, verbAttributes or objectAttributes, a dot and a name");
      return Optional.empty();
    }
    if (!(node instanceof YamlMapping mapping)) {
      place.report(node.describe(), "a mapping such as {type: string}");
      return Optional.empty();
    }
    Optional<ValueType> type = type(mapping);
    Optional<String> column = column(mapping, path.get());
    int maxLength =
        mapping
            .scalar("max_length")
            .map(scalar -> scalar.integer(1, MOST_LENGTH))
            .orElse(OptionalInt.empty())
            .orElse(Attribute.DEFAULT_MAX_LENGTH);
    mapping.finish();
    if (type.isEmpty()) {
      return Optional.empty();
    }
    boolean string = type.get() == ScalarType.STRING;
    if (!string && mapping.node("max_length").isPresent()) {
      place.report("max_length on " + type.get().text(), "max_length on strings only");
    }
    if (type.get() instanceof VectorType && column.isEmpty()) {
      if (mapping.node("column").isEmpty()) {
        place.report("a vector without column", "a column, which keeps vectors out of the JSON");
      }
      return Optional.empty();
    }
    return Optional.of(new Attribute(path.get(), type.get(), column, string ? maxLength : 0));
  }

  private static Optional<ValueType> type(YamlMapping mapping) {
    Optional<YamlScalar> dimension = mapping.scalar("dimension");
    if (!mapping.require("type", "string, int64, double, bool or vector")) {
      return Optional.empty();
    }
    Optional<YamlScalar> type = mapping.scalar("type");
    if (type.isEmpty()) {
      return Optional.empty();
    }
    if (type.get().text().equals("vector")) {
      if (!mapping.require("dimension", "the number of items, 1 to " + VectorType.MAX_DIMENSION)) {
        return Optional.empty();
      }
      OptionalInt value =
          dimension
              .map(scalar -> scalar.integer(1, VectorType.MAX_DIMENSION))
              .orElse(OptionalInt.empty());
      return value.isPresent() ? Optional.of(new VectorType(value.getAsInt())) : Optional.empty();
    }
    dimension.ifPresent(
        scalar -> scalar.place().report(scalar.text(), "dimension on vectors only"));
    Optional<ScalarType> scalar = ScalarType.of(type.get().text());
    if (scalar.isEmpty()) {
      type.get().place().report(type.get().describe(), "string, int64, double, bool or vector");
    }
    return scalar.map(ValueType.class::cast);
  }

  private Optional<String> column(YamlMapping mapping, AttributePath path) {
    Optional<YamlScalar> scalar = mapping.scalar("column");
    Optional<String> column = scalar.flatMap(YamlScalar::string);
    if (scalar.isEmpty() || column.isEmpty()) {
      return Optional.empty();
    }
    Place place = scalar.get().place();
    if (!IDENTIFIER.matcher(column.get()).matches()) {
      place.report(column.get(), "a letter, then letters, digits and underscores");
      return Optional.empty();
    }
    if (STANDARD_COLUMNS.contains(column.get())) {
      place.report(column.get(), "a name other than the columns that every table has");
      return Optional.empty();
    }
    AttributePath other = columns.putIfAbsent(column.get(), path);
    if (other != null) {
      place.report(column.get(), "a column of its own; " + other + " has this one");
      return Optional.empty();
    }
    return column;
  }
}

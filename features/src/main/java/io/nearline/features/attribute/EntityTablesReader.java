package io.nearline.features.attribute;

import io.nearline.features.problem.Nearest;
import io.nearline.features.type.ScalarType;
import io.nearline.features.yaml.Place;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the tables under {@code entities} of {@code attributes.yaml}. A root key is {@code actor},
 * {@code object}, or the path of a declared attribute that is a string or an integer and has a
 * column: actions that lack it are not in its table.
 */
final class EntityTablesReader {
  private final Map<String, Attribute> attributes = new HashMap<>();
  private final Set<String> refusedAttributes;
  private final Map<String, String> keysByTable = new HashMap<>();
  private final List<EntityTable> tables = new ArrayList<>();
  private final Set<String> refused = new HashSet<>();

  /**
   * Makes a reader.
   *
   * @param attributes the declared attributes
   * @param refusedAttributes those that are declared, but not as they must be
   */
  EntityTablesReader(Collection<Attribute> attributes, Set<String> refusedAttributes) {
    attributes.forEach(attribute -> this.attributes.put(attribute.path().toString(), attribute));
    this.refusedAttributes = Set.copyOf(refusedAttributes);
  }

  /** Returns the tables read so far. */
  List<EntityTable> tables() {
    return tables;
  }

  /** Returns the root keys whose tables were refused. */
  Set<String> refused() {
    return refused;
  }

  /** Reads the table of a key; what is wrong is reported to its place. */
  void read(String key, YamlNode node) {
    Optional<EntityTable> table = Optional.empty();
    if (node instanceof YamlMapping mapping) {
      table = table(key, mapping);
    } else {
      node.place().report(node.describe(), "a mapping such as {table: actions, type: int64, …}");
    }
    table.ifPresentOrElse(tables::add, () -> refused.add(key));
  }

  private Optional<EntityTable> table(String key, YamlMapping mapping) {
    Optional<ScalarType> type = keyType(key, mapping.place());
    Optional<String> table = tableName(key, mapping);
    if (mapping.require("type", type.map(ScalarType::text).orElse("int64 or string"))) {
      Optional<YamlScalar> stated = mapping.scalar("type");
      if (type.isPresent()
          && stated.isPresent()
          && !stated.get().text().equals(type.get().text())) {
        stated
            .get()
            .place()
            .report(stated.get().describe(), type.get().text() + ", the type of " + key);
      }
    }
    Optional<Duration> retention = Optional.empty();
    if (mapping.require("retention", "a duration in whole hours, such as 96h")) {
      retention = mapping.scalar("retention").flatMap(EntityTablesReader::retention);
    }
    mapping.finish();
    if (type.isEmpty() || table.isEmpty() || retention.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new EntityTable(key, table.get(), type.get(), retention.get()));
  }

  /** Returns the type of a key; empty when it can't be one, which is reported. */
  private Optional<ScalarType> keyType(String key, Place place) {
    if (key.equals("actor")) {
      return Optional.of(ScalarType.INT64);
    }
    if (key.equals("object")) {
      return Optional.of(ScalarType.STRING);
    }
    Attribute attribute = attributes.get(key);
    if (attribute == null) {
      if (!refusedAttributes.contains(key)) {
        place.report(key, "actor, object, or an attribute declared above" + didYouMean(key));
      }
      return Optional.empty();
    }
    if (attribute.type() != ScalarType.INT64 && attribute.type() != ScalarType.STRING) {
      place.report(key + " of type " + attribute.type().text(), "an int64 or a string");
      return Optional.empty();
    }
    if (attribute.column().isEmpty()) {
      place.report(key + " without column", "a column, by which its table is partitioned");
      return Optional.empty();
    }
    return Optional.of((ScalarType) attribute.type());
  }

  private String didYouMean(String key) {
    List<String> known = new ArrayList<>(attributes.keySet());
    known.add("actor");
    known.add("object");
    return Nearest.of(key, known).map(near -> "; did you mean " + near + "?").orElse("");
  }

  private static Optional<Duration> retention(YamlScalar scalar) {
    Optional<Duration> duration = scalar.duration();
    if (duration.isPresent() && duration.get().toMillis() % Duration.ofHours(1).toMillis() != 0) {
      scalar.place().report(scalar.describe(), "whole hours, the unit of Pinot's retention");
      return Optional.empty();
    }
    return duration;
  }

  private Optional<String> tableName(String key, YamlMapping mapping) {
    Optional<YamlScalar> scalar =
        mapping.require("table", "a Pinot table's name")
            ? mapping.scalar("table")
            : Optional.empty();
    Optional<String> table = scalar.flatMap(YamlScalar::string);
    if (scalar.isEmpty() || table.isEmpty()) {
      return Optional.empty();
    }
    if (!AttributesFile.IDENTIFIER.matcher(table.get()).matches()) {
      scalar.get().place().report(table.get(), "a letter, then letters, digits and underscores");
      return Optional.empty();
    }
    if (Generations.isSuffixed(table.get())) {
      scalar.get().place().report(table.get(), "a name that doesn't end as a generation's do: _g2");
      return Optional.empty();
    }
    String other = keysByTable.putIfAbsent(table.get(), key);
    if (other != null) {
      scalar.get().place().report(table.get(), "a table of its own; " + other + " has this one");
      return Optional.empty();
    }
    return table;
  }
}

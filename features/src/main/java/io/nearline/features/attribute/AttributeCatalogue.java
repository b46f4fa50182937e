package io.nearline.features.attribute;

import io.nearline.features.problem.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** All declared attributes and entity tables: the content of {@code attributes.yaml}. Immutable. */
public final class AttributeCatalogue {
  private final SortedMap<AttributePath, Attribute> attributes = new TreeMap<>();
  private final SortedMap<String, EntityTable> entities = new TreeMap<>();

  private final Set<String> refused;
  private final Set<String> refusedEntities;
  private final int generation;

  /**
   * Makes the catalogue of what {@link AttributesFile} has checked.
   *
   * @param refused the paths that are declared, but not as they must be
   * @param refusedEntities the root keys that are declared, but not as they must be
   */
  AttributeCatalogue(
      Collection<Attribute> attributes,
      Collection<EntityTable> entities,
      Set<String> refused,
      Set<String> refusedEntities) {
    this(attributes, entities, refused, refusedEntities, 1);
  }

  private AttributeCatalogue(
      Collection<Attribute> attributes,
      Collection<EntityTable> entities,
      Set<String> refused,
      Set<String> refusedEntities,
      int generation) {
    this.generation = generation;
    this.refused = Set.copyOf(refused);
    this.refusedEntities = Set.copyOf(refusedEntities);
    attributes.forEach(attribute -> this.attributes.put(attribute.path(), attribute));
    entities.forEach(entity -> this.entities.put(entity.key(), entity));
  }

  /**
   * Returns this catalogue, which is of the first generation, over the tables of another: all is
   * the same but their names.
   */
  public AttributeCatalogue inGeneration(int other) {
    if (generation != 1) {
      throw new IllegalStateException("of generation " + generation + " (expected: of the first)");
    }
    return new AttributeCatalogue(
        attributes.values(),
        entities.values().stream().map(table -> table.inGeneration(other)).toList(),
        refused,
        refusedEntities,
        other);
  }

  /** Returns which generation of the tables this is over. */
  public int generation() {
    return generation;
  }

  /** Returns the declared attribute of that path, if there is one. */
  public Optional<Attribute> attribute(AttributePath path) {
    return Optional.ofNullable(attributes.get(path));
  }

  /**
   * Returns whether a path is declared, but left out since its declaration has problems of its own.
   */
  public boolean isRefused(String path) {
    return refused.contains(path);
  }

  /** Returns whether a root key is declared, but left out since its declaration has problems. */
  public boolean isRefusedEntity(String key) {
    return refusedEntities.contains(key);
  }

  /** Returns all attributes, by root and name. */
  public List<Attribute> attributes() {
    return List.copyOf(attributes.values());
  }

  /** Returns the attributes that have a Pinot column of their own, by root and name. */
  public List<Attribute> promoted() {
    return attributes.values().stream()
        .filter(attribute -> attribute.column().isPresent())
        .toList();
  }

  /** Returns the table of a root key, if it is declared. */
  public Optional<EntityTable> entity(String key) {
    return Optional.ofNullable(entities.get(key));
  }

  /** Returns all root keys' tables, by key. */
  public Map<String, EntityTable> entities() {
    return new TreeMap<>(entities);
  }

  /** Returns the declared attribute whose path is nearest to a text that names none. */
  public Optional<String> nearest(String path) {
    return Nearest.of(path, attributes.keySet().stream().map(AttributePath::toString).toList());
  }
}

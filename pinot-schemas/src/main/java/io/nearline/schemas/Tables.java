package io.nearline.schemas;

import io.nearline.features.attribute.Attribute;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributePath;
import io.nearline.features.attribute.EntityTable;
import java.util.Comparator;
import java.util.List;

/** Makes the tables of a configuration. */
public final class Tables {
  private Tables() {}

  /**
   * Renders the table of every root key, by key. Each has {@linkplain FlushThresholds#ofTable its
   * part} of the settings' thresholds: the actors' table comes first, then the objects', then those
   * of attributes by key. So an attribute's key that is added changes the parts of those after it,
   * and never the first two's.
   *
   * @throws IllegalArgumentException when a root key names an attribute that has no column
   */
  public static List<RenderedTable> render(AttributeCatalogue catalogue, TableSettings settings) {
    List<String> places = places(catalogue);
    return catalogue.entities().values().stream()
        .map(
            entity ->
                new RenderedTable(
                    entity,
                    SchemaRenderer.render(entity, catalogue),
                    TableConfigRenderer.render(
                        entity,
                        keyColumn(entity, catalogue),
                        settings.ofTable(places.indexOf(entity.key())))))
        .toList();
  }

  /** Returns the root keys: standard columns, then attributes, each by name. */
  private static List<String> places(AttributeCatalogue catalogue) {
    return catalogue.entities().keySet().stream()
        .sorted(
            Comparator.<String, Boolean>comparing(key -> StandardColumn.of(key).isEmpty())
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /**
   * Returns the column of a table's root key: the key itself, or the column that the attribute of
   * that path is promoted to.
   *
   * @throws IllegalArgumentException when it names an attribute that has no column
   */
  public static String keyColumn(EntityTable entity, AttributeCatalogue catalogue) {
    if (StandardColumn.of(entity.key()).isPresent()) {
      return entity.key();
    }
    return AttributePath.parse(entity.key())
        .flatMap(catalogue::attribute)
        .flatMap(Attribute::column)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "entities."
                        + entity.key()
                        + ": "
                        + entity.key()
                        + " (expected: actor, object, or an attribute that has a column)"));
  }
}

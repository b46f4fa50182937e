package io.nearline.cli.tables;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.EntityTable;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.process.ConfigurationFiles;
import io.nearline.schemas.lint.LintContext;
import java.nio.file.Path;

/**
 * What a configuration directory says of tables.
 *
 * @param catalogue the declared attributes and tables, and the features over them
 */
record Configuration(Catalogue catalogue) {

  /**
   * Reads a directory.
   *
   * @throws io.nearline.features.problem.InvalidConfigurationException with all that is wrong
   * @throws io.nearline.process.ConfigurationDirectoryException when it can't be read
   */
  static Configuration read(Path directory) {
    return new Configuration(CatalogueLoader.load(ConfigurationFiles.read(directory)));
  }

  /** Returns the declared attributes and tables. */
  AttributeCatalogue attributes() {
    return catalogue.attributes();
  }

  /** Returns what is known of a table. */
  LintContext context(String table) {
    for (EntityTable entity : attributes().entities().values()) {
      if (entity.table().equals(table)) {
        return LintContext.of(catalogue, entity);
      }
    }
    return LintContext.NOTHING.withCatalogue(attributes());
  }
}

package io.nearline.cli.tables;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributesFile;
import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;
import io.nearline.process.ConfigurationFiles;
import io.nearline.schemas.lint.LintContext;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a configuration directory says of tables.
 *
 * @param attributes the declared attributes and tables
 */
record Configuration(AttributeCatalogue attributes) {

  /**
   * Reads a directory.
   *
   * @throws io.nearline.features.problem.InvalidConfigurationException with all that is wrong
   * @throws io.nearline.process.ConfigurationDirectoryException when it can't be read
   */
  static Configuration read(Path directory) {
    Problems problems = new Problems();
    Optional<String> text =
        Optional.ofNullable(ConfigurationFiles.read(directory).get(AttributesFile.NAME));
    if (text.isEmpty()) {
      problems.add(new Problem(AttributesFile.NAME, 0, "", "", "the declared attributes"));
    }
    Optional<AttributeCatalogue> catalogue =
        text.flatMap(content -> StrictYaml.parse(AttributesFile.NAME, content, problems))
            .map(AttributesFile::read);
    problems.throwIfAny();
    return new Configuration(catalogue.orElseThrow());
  }

  /** Returns what is known of a table. */
  LintContext context(String table) {
    return LintContext.NOTHING.withCatalogue(attributes);
  }
}

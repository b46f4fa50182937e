package io.nearline.cli.configuration;

import io.nearline.cli.Installation;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.features.problem.Problem;
import io.nearline.process.ConfigurationFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a configuration directory as a whole: the definitions here, the files of ingest and of the
 * server by these themselves, each a process of its own that reads them, connects to nothing, and
 * runs while the definitions are checked.
 *
 * @param files the texts by path
 * @param catalogue what they define
 */
public record ConfigurationCheck(Map<String, String> files, Catalogue catalogue) {

  /**
   * Checks the files that are there. A directory of definitions only starts no process.
   *
   * @throws ConfigurationProblemsException with all that is wrong
   * @throws io.nearline.process.ConfigurationDirectoryException when the directory can't be read
   * @throws io.nearline.process.ChildFailedException when a part can't check its files
   */
  public static ConfigurationCheck ofFiles(Path directory) {
    Map<String, String> files = ConfigurationFiles.read(directory);
    return of(
        directory, files, Part.ALL.stream().filter(part -> part.hasFile(files.keySet())).toList());
  }

  /**
   * Checks the files that are there, and that none is missing which the whole system needs.
   *
   * @throws ConfigurationProblemsException with all that is wrong
   * @throws io.nearline.process.ConfigurationDirectoryException when the directory can't be read
   * @throws io.nearline.process.ChildFailedException when a part can't check its files
   */
  public static ConfigurationCheck ofSystem(Path directory) {
    return of(directory, ConfigurationFiles.read(directory), Part.ALL);
  }

  private static ConfigurationCheck of(
      Path directory, Map<String, String> files, List<Part> parts) {
    List<PartCheck> checks = new ArrayList<>();
    try {
      parts.forEach(part -> checks.add(PartCheck.start(part, Installation.current(), directory)));
      // In the order of the files' names. What several have found, they say alike.
      Set<String> problems = new LinkedHashSet<>();
      Optional<Catalogue> catalogue = catalogue(files, problems);
      checks.forEach(check -> problems.addAll(check.problems()));
      if (!problems.isEmpty()) {
        throw new ConfigurationProblemsException(List.copyOf(problems));
      }
      return new ConfigurationCheck(files, catalogue.orElseThrow());
    } finally {
      checks.forEach(PartCheck::close);
    }
  }

  private static Optional<Catalogue> catalogue(Map<String, String> files, Set<String> problems) {
    try {
      return Optional.of(CatalogueLoader.load(files));
    } catch (InvalidConfigurationException e) {
      e.problems().stream().map(Problem::toString).forEach(problems::add);
      return Optional.empty();
    }
  }
}

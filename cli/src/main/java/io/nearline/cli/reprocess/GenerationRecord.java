package io.nearline.cli.reprocess;

import io.nearline.features.attribute.GenerationFile;
import io.nearline.features.attribute.Generations;
import io.nearline.features.problem.Problems;
import io.nearline.process.ConfigurationFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file by which all processes change over, in a configuration directory. */
final class GenerationRecord {
  private final Path directory;

  GenerationRecord(Path directory) {
    this.directory = directory;
  }

  /**
   * Reads it.
   *
   * @throws io.nearline.features.problem.InvalidConfigurationException when it says nothing
   *     sensible
   */
  Generations read() {
    Problems problems = new Problems();
    Generations generations = GenerationFile.read(ConfigurationFiles.read(directory), problems);
    problems.throwIfAny();
    return generations;
  }

  /** Replaces it at once: a reader sees all of it as it was, or as it is. */
  Generations write(Generations generations) {
    Path draft = directory.resolve("." + GenerationFile.NAME + ".new");
    Path file = file();
    try {
      Files.writeString(draft, GenerationFile.text(generations));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return generations;
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  /** Returns where it is. */
  Path file() {
    return directory.resolve(GenerationFile.NAME);
  }
}

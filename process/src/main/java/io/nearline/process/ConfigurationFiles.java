package io.nearline.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The texts of a configuration directory. What they mean is for others to say. */
public final class ConfigurationFiles {
  private static final List<String> SUFFIXES = List.of(".yaml", ".yml", "features.lock");

  private ConfigurationFiles() {}

  /**
   * Reads every {@code *.yaml}, {@code *.yml} and {@code features.lock} file of a directory and of
   * the directories in it. Links are followed. Names beginning with a dot are left out: editors'
   * files, and the data directories behind the links of a mounted Kubernetes ConfigMap.
   *
   * @return text by path, relative to {@code directory} and with {@code /} between names, in the
   *     order of the paths; may be empty
   * @throws ConfigurationDirectoryException if {@code directory} isn't one, or a file can't be read
   *     or isn't UTF-8
   */
  public static SortedMap<String, String> read(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new ConfigurationDirectoryException(
          directory
              + ": "
              + (Files.exists(directory) ? "not a directory" : "not found")
              + " (expected: a configuration directory)");
    }
    SortedMap<String, String> texts = new TreeMap<>();
    for (Path file : files(directory)) {
      texts.put(relative(directory, file), text(file));
    }
    return Collections.unmodifiableSortedMap(texts);
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> paths = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      return paths
          .filter(
              path ->
                  SUFFIXES.stream().anyMatch(path.toString()::endsWith)
                      && !isHidden(directory, path)
                      && Files.isRegularFile(path))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new ConfigurationDirectoryException(
          directory + ": can't be read: " + e.getMessage(), e);
    }
  }

  private static boolean isHidden(Path directory, Path path) {
    for (Path name : directory.relativize(path)) {
      if (name.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static String relative(Path directory, Path file) {
    return directory.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new ConfigurationDirectoryException(file + ": not UTF-8 (expected: text in UTF-8)", e);
    } catch (IOException e) {
      throw new ConfigurationDirectoryException(file + ": can't be read: " + e.getMessage(), e);
    }
  }
}

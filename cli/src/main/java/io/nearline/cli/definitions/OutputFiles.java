package io.nearline.cli.definitions;

import io.nearline.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes files for their user, naming each. */
final class OutputFiles {
  private OutputFiles() {}

  /** Writes texts to their paths in a directory, which is made if it is not there. */
  static void write(Path directory, Map<String, String> texts) {
    texts.forEach((path, text) -> write(directory.resolve(path), text));
  }

  /** Writes a file, and the directories that it needs. */
  static void write(Path file, String text) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(file, text);
    } catch (IOException e) {
      throw CommandException.failed(file + ": can't be written: " + e, e);
    }
    System.out.println(file);
  }

  /** Prints texts, each behind a comment with its path. */
  static void print(Map<String, String> texts) {
    texts.forEach((path, text) -> System.out.print("# " + path + "\n" + text));
  }
}

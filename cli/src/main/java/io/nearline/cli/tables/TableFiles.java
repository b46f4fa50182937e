package io.nearline.cli.tables;

import com.fasterxml.jackson.databind.JsonNode;
import io.nearline.cli.CommandException;
import io.nearline.schemas.JsonText;
import io.nearline.schemas.lint.LintSubject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Schemas and table configurations in files, which belong together by name. */
final class TableFiles {
  private static final String SCHEMA = ".schema.json";
  private static final String TABLE = ".table.json";

  private TableFiles() {}

  /**
   * Reads files {@code T.schema.json} and {@code T.table.json}, and those in directories.
   *
   * @throws CommandException when one can't be read, is no JSON, or lacks the other
   */
  static List<LintSubject> read(List<Path> paths) {
    Map<String, Path> files = new TreeMap<>();
    for (Path path : paths) {
      for (Path file : Files.isDirectory(path) ? list(path) : List.of(path)) {
        files.put(file.toString(), file);
      }
    }
    List<LintSubject> subjects = new ArrayList<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      String name = file.getKey();
      if (name.endsWith(SCHEMA)) {
        require(files, name, SCHEMA, TABLE);
      } else if (name.endsWith(TABLE)) {
        String schema = require(files, name, TABLE, SCHEMA);
        subjects.add(new LintSubject(schema, json(schema), name, json(name)));
      } else {
        throw CommandException.usage(name + " (expected: T" + SCHEMA + " or T" + TABLE + ")");
      }
    }
    if (subjects.isEmpty()) {
      throw CommandException.usage(
          "%s: no T%s (expected: at least one; --config DIR checks what a configuration renders to)"
              .formatted(paths, TABLE));
    }
    return subjects;
  }

  private static String require(
      Map<String, Path> files, String name, String suffix, String otherSuffix) {
    String other = name.substring(0, name.length() - suffix.length()) + otherSuffix;
    if (!files.containsKey(other)) {
      throw CommandException.usage(name + " (expected: together with " + other + ")");
    }
    return other;
  }

  private static List<Path> list(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(SCHEMA) || file.toString().endsWith(TABLE))
          .toList();
    } catch (IOException e) {
      throw CommandException.usage(directory + ": can't be read: " + e);
    }
  }

  private static JsonNode json(String file) {
    try {
      return JsonText.parse(Files.readString(Path.of(file)));
    } catch (IOException e) {
      throw CommandException.usage(file + ": can't be read: " + e);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(file + ": " + e.getMessage());
    }
  }
}

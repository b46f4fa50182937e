package io.nearline.server.reload;

import io.nearline.process.ConfigurationDirectoryException;
import io.nearline.process.ConfigurationFiles;
import io.nearline.server.config.ServerFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a configuration directory held when it was read.
 *
 * @param definitions the texts of all files but those of the processes, by path
 * @param server the text of {@code server.yaml}; empty without one
 * @param problem why the directory can't be read; empty when it was
 */
public record DefinitionFiles(Map<String, String> definitions, String server, String problem) {
  private static final Set<String> OTHERS =
      Set.of(ServerFile.NAME, "ingest.yaml", "pipelines.yaml");

  /** Copies. */
  public DefinitionFiles {
    definitions = Map.copyOf(definitions);
  }

  /** Takes the definitions out of the texts of a directory. */
  public static DefinitionFiles of(Map<String, String> files) {
    Map<String, String> definitions = new TreeMap<>(files);
    definitions.keySet().removeAll(OTHERS);
    return new DefinitionFiles(definitions, files.getOrDefault(ServerFile.NAME, ""), "");
  }

  /** Reads a directory. */
  public static DefinitionFiles read(Path directory) {
    try {
      return of(ConfigurationFiles.read(directory));
    } catch (ConfigurationDirectoryException e) {
      return new DefinitionFiles(Map.of(), "", String.valueOf(e.getMessage()));
    }
  }

  /** Returns whether all but {@code server.yaml} is the same in another reading. */
  boolean hasDefinitionsOf(DefinitionFiles other) {
    return definitions.equals(other.definitions) && problem.equals(other.problem);
  }
}

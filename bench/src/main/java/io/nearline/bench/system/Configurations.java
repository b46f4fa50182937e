package io.nearline.bench.system;

import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.definition.DefinitionLock;
import io.nearline.process.ConfigurationFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The configuration of the measured servers, and what differs between them. */
public final class Configurations {
  private static final String TABLE = "table: actions,";

  private final Path home;
  private final Path variants;

  /**
   * Reads a configuration, to make others of it.
   *
   * @param home its directory
   * @param variants where others go
   */
  public Configurations(Path home, Path variants) {
    this.home = home;
    this.variants = variants;
  }

  /**
   * A configuration directory.
   *
   * @param catalogue what it defines
   */
  public record Configuration(Path directory, Catalogue catalogue) {}

  /** Returns the configuration as it is. */
  public Configuration asItIs() {
    return new Configuration(home, CatalogueLoader.load(ConfigurationFiles.read(home)));
  }

  /** Returns it without coalescing. */
  public Configuration uncoalesced() {
    Map<String, String> files = files();
    files.merge("server.yaml", "coalescing: off\n", String::concat);
    return write("uncoalesced", files);
  }

  /** Returns it over another table. */
  public Configuration over(String table) {
    Map<String, String> files = files();
    String attributes = files.getOrDefault("attributes.yaml", "");
    if (!attributes.contains(TABLE)) {
      throw new IllegalStateException(home + ": attributes.yaml (expected: '" + TABLE + "')");
    }
    files.put("attributes.yaml", attributes.replace(TABLE, "table: " + table + ","));
    return write(table, files);
  }

  private Map<String, String> files() {
    Map<String, String> files = new TreeMap<>(ConfigurationFiles.read(home));
    files.remove(DefinitionLock.FILE);
    return files;
  }

  private Configuration write(String name, Map<String, String> files) {
    Path directory = variants.resolve(name);
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = directory.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Configuration(directory, CatalogueLoader.load(files));
  }
}

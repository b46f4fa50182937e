package io.nearline.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFilesTest {
  @TempDir Path directory;

  @Test
  void readsYamlFilesOfAllLevelsInOrder() throws Exception {
    write("pipelines.yaml", "p: é\n");
    write("features/jobs.yaml", "j: 1\n");
    write("attributes.yaml", "");
    write("features/old/more.yml", "m: 1\n");
    write("README.md", "no");
    Files.createDirectory(directory.resolve("folder.yaml"));

    assertThat(ConfigurationFiles.read(directory))
        .containsExactly(
            entry("attributes.yaml", ""),
            entry("features/jobs.yaml", "j: 1\n"),
            entry("features/old/more.yml", "m: 1\n"),
            entry("pipelines.yaml", "p: é\n"));
  }

  @Test
  void readsAMountedConfigMapOnce() throws Exception {
    write("..2026_01_01/server.yaml", "s: 1\n");
    Files.createSymbolicLink(directory.resolve("..data"), Path.of("..2026_01_01"));
    Files.createSymbolicLink(directory.resolve("server.yaml"), Path.of("..data", "server.yaml"));
    write(".server.yaml", "an editor's\n");

    assertThat(ConfigurationFiles.read(directory)).containsExactly(entry("server.yaml", "s: 1\n"));
  }

  @Test
  void emptyDirectoryHasNoFiles() {
    assertThat(ConfigurationFiles.read(directory)).isEmpty();
  }

  @Test
  void namesThePlaceThatIsNoDirectory() throws Exception {
    Path file = write("file.yaml", "");
    Path missing = directory.resolve("missing");

    assertThatThrownBy(() -> ConfigurationFiles.read(missing))
        .isInstanceOf(ConfigurationDirectoryException.class)
        .hasMessage(missing + ": not found (expected: a configuration directory)");
    assertThatThrownBy(() -> ConfigurationFiles.read(file))
        .isInstanceOf(ConfigurationDirectoryException.class)
        .hasMessage(file + ": not a directory (expected: a configuration directory)");
  }

  @Test
  void namesTheFileThatIsNoText() throws Exception {
    Path file = directory.resolve("latin1.yaml");
    Files.write(file, new byte[] {(byte) 0xe9, 'a'});

    assertThatThrownBy(() -> ConfigurationFiles.read(directory))
        .isInstanceOf(ConfigurationDirectoryException.class)
        .hasMessage(file + ": not UTF-8 (expected: text in UTF-8)");
  }

  private Path write(String name, String text) throws Exception {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}

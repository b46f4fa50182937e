package io.nearline.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaCommandTest {
  @TempDir Path target;
  private Path jar = Path.of("");

  @BeforeEach
  void makeJar() throws Exception {
    jar = Files.createFile(target.resolve("module.jar"));
  }

  @Test
  void classPathIsTheJarAndItsLibraries() throws Exception {
    Files.createDirectory(target.resolve("lib"));

    List<String> line =
        new JavaCommand(jar, "a.Main", List.of("-Xmx1g"), List.of("--dir", "d")).line();

    assertThat(line.get(0)).endsWith("bin" + File.separator + "java");
    assertThat(line.subList(1, line.size()))
        .containsExactly(
            "-Xmx1g",
            "-cp",
            jar + File.pathSeparator + target.resolve("lib").resolve("*"),
            "a.Main",
            "--dir",
            "d");
  }

  @Test
  void moduleMayNeedNoLibraries() {
    assertThat(new JavaCommand(jar, "a.Main", List.of(), List.of()).line())
        .endsWith("-cp", jar.toString(), "a.Main");
  }

  @Test
  void namesTheJarThatIsNotBuilt() {
    assertThatThrownBy(
            () -> new JavaCommand(target.resolve("none.jar"), "a.Main", List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "jar: " + target.resolve("none.jar") + " (expected: the jar of a built module)");
  }
}

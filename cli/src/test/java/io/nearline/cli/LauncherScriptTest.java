package io.nearline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.process.LargePages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the launcher script in a clone of empty modules, with a {@code java} that tells its
 * arguments.
 */
class LauncherScriptTest {
  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then echo 'openjdk version "%s" 2025-01-01' >&2; exit; fi
      for argument in "$@"; do echo "<$argument>"; done
      """;

  /** All that the script may count on; no Java among it. */
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "dirname",
          "find",
          "head",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sh",
          "sleep",
          "touch");

  @TempDir private Path temporary;
  private Path clone;
  private Path javaHome;
  private Path bin;
  private Path tools;

  @BeforeEach
  void makeClone() throws IOException {
    clone = Files.createDirectories(temporary.resolve("a clone's place"));
    javaHome = temporary.resolve("java home");
    bin = Files.createDirectories(javaHome.resolve("bin"));
    script(clone.resolve("nearline"), Files.readString(Path.of("..", "nearline")));
    script(bin.resolve("java"), JAVA.formatted("17.0.9"));
    tools = Files.createDirectories(temporary.resolve("tools"));
    for (String tool : TOOLS) {
      Path installed = Path.of("/bin", tool);
      script(
          tools.resolve(tool),
          "#!/bin/sh\nexec "
              + (Files.exists(installed) ? installed : Path.of("/usr/bin", tool))
              + " \"$@\"\n");
    }
    script(clone.resolve("mvnw"), "#!/bin/sh\necho built \"$@\"\nexit 7\n");
    Files.createFile(clone.resolve("pom.xml"));
    for (String module : List.of("ingest", "server", "local-stack", "cli", "bench")) {
      Path target = Files.createDirectories(clone.resolve(module).resolve("target"));
      Files.createDirectories(clone.resolve(module).resolve("src/main/java"));
      Files.createFile(clone.resolve(module).resolve("pom.xml"));
      Files.createDirectories(target.resolve("lib"));
      Path jar = Files.createFile(target.resolve("nearline-" + module + "-1.0.jar"));
      Files.setLastModifiedTime(jar, fromNow(10));
    }
  }

  @Test
  void runsFromAnywhereThroughLinksAndSpaces() throws IOException, InterruptedException {
    Path link = Files.createSymbolicLink(temporary.resolve("link one"), clone.resolve("nearline"));
    Path second = Files.createSymbolicLink(temporary.resolve("two"), link.getFileName());

    Output output = run(second, "get", "--service", "a b");

    assertThat(output.code).isZero();
    assertThat(output.text)
        .contains("<-Dnearline.home=" + clone.toRealPath() + ">")
        .contains("<" + clone.toRealPath() + "/cli/target/nearline-cli-1.0.jar:")
        .endsWith("<io.nearline.cli.Nearline>\n<get>\n<--service>\n<a b>\n");
  }

  @Test
  void productionProcessesAreTheirOwnMainClasses() throws IOException, InterruptedException {
    assertThat(run(clone.resolve("nearline"), "server", "--config", "d").text)
        .contains("<-Xmx256m>", "/server/target/lib/*>")
        .endsWith("<io.nearline.server.ServerMain>\n<--config>\n<d>\n");
    assertThat(run(clone.resolve("nearline"), "ingest").text)
        .endsWith("<io.nearline.ingest.IngestMain>\n");
  }

  @Test
  void ingestAsksForLargePagesWhereThereAreSome() throws IOException, InterruptedException {
    assertThat(run(clone.resolve("nearline"), "ingest").text.lines())
        .filteredOn(line -> line.contains("HugePages"))
        .isEqualTo(LargePages.options().stream().map(option -> "<" + option + ">").toList());
  }

  @Test
  void oldJavaIsRefusedByName() throws IOException, InterruptedException {
    script(bin.resolve("java"), JAVA.formatted("1.8.0_400"));

    Output output = run(clone.resolve("nearline"));

    assertThat(output.code).isEqualTo(2);
    assertThat(output.text)
        .contains("needs Java 17 or newer")
        .contains(bin.resolve("java") + " is 8");
  }

  @Test
  void javaOnThePathIsTheSecondChoice() throws IOException, InterruptedException {
    script(bin.resolve("java"), JAVA.formatted("11.0.1"));
    script(tools.resolve("java"), JAVA.formatted("25"));

    assertThat(run(clone.resolve("nearline"), "get").text).endsWith("<get>\n");
  }

  @Test
  void sourcesNewerThanTheJarsAreBuilt() throws IOException, InterruptedException {
    script(bin.resolve("javac"), "#!/bin/sh\n");
    script(
        bin.resolve("java"),
        JAVA.formatted("21")
            .replace("for argument", "echo \" java.home = " + javaHome + "\"\nfor argument"));
    Path source = Files.createFile(clone.resolve("server/src/main/java/New.java"));
    Files.setLastModifiedTime(source, fromNow(60));

    Output output = run(clone.resolve("nearline"), "get");

    assertThat(output.code).isEqualTo(1);
    assertThat(output.text).contains("Building Nearline").contains("built -q").contains("failed");
  }

  private record Output(int code, String text) {}

  private Output run(Path script, String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(script.toString());
    builder.command().addAll(List.of(arguments));
    builder.directory(temporary.toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", tools.toString());
    environment.put("JAVA_HOME", javaHome.toString());
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Output(process.exitValue(), text);
  }

  private static FileTime fromNow(int seconds) {
    return FileTime.fromMillis(System.currentTimeMillis() + 1_000L * seconds);
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}

package io.nearline.cli.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.cli.Nearline;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  private static final String SET =
      "{feature_set: jobs, version: 1, entity: actor,"
          + " features: [{name: x, aggregate: count, windows: [1h, 2h]}]}";

  @TempDir private Path directory;

  @BeforeEach
  void writeConfiguration() throws IOException {
    Files.writeString(
        directory.resolve("attributes.yaml"),
        "attributes: {}\nentities: {actor: {table: actions, type: int64, retention: 96h}}\n");
    Files.createDirectories(directory.resolve("features"));
    define(SET);
  }

  private void define(String set) throws IOException {
    Files.writeString(directory.resolve("features/a.yaml"), set);
  }

  private String lock() throws IOException {
    return Files.readString(directory.resolve("features.lock"));
  }

  private String check(int code, String... options) {
    StringWriter err = new StringWriter();
    String[] all = new String[options.length + 3];
    all[0] = "features";
    all[1] = "check";
    all[2] = directory.toString();
    System.arraycopy(options, 0, all, 3, options.length);
    int actual = Nearline.commandLine().setErr(new PrintWriter(err, true)).execute(all);
    assertThat(actual).as(err.toString()).isEqualTo(code);
    return err.toString();
  }

  @Test
  void keepsTheLock() throws IOException {
    check(0);
    String first = lock();
    assertThat(first.lines().filter(line -> !line.startsWith("#")))
        .hasSize(2)
        .allMatch(line -> line.matches("jobs@1\\.x_[12]h [0-9a-f]{16}"));
    check(0, "--locked");
    assertThat(lock()).isEqualTo(first);

    define(SET.replace("2h", "3h"));
    check(0);
    assertThat(lock()).contains("x_1h", "x_2h", "x_3h");
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("attributes.yaml", "features", "features.lock");
    }
  }

  @Test
  void refusesAChangeAndLeavesTheLock() throws IOException {
    check(0);
    String before = lock();
    define(
        SET.replace("count", "exists")
            .replace("]}]}", "]}, {name: y, aggregate: count, windows: [1h]}]}"));
    assertThat(check(2))
        .contains(
            "features/a.yaml:1: features[0].windows[0]: jobs@1.x_1h with hash ",
            " is locked (expected: a new version of the set, or the definition as it was)");
    assertThat(lock()).isEqualTo(before);
    define(SET.replace("count", "exists").replace("version: 1", "version: 2"));
    check(0);
  }

  @Test
  void lockedFailsWhenTheLockLacksSomething() {
    assertThat(check(2, "--locked"))
        .contains(
            "features.lock: lacks jobs@1.x_1h, jobs@1.x_2h (expected: what './nearline features"
                + " check' writes, committed)");
    assertThat(directory.resolve("features.lock")).doesNotExist();
  }
}

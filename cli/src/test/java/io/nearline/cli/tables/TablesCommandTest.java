package io.nearline.cli.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.cli.CommandException;
import io.nearline.process.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that need no cluster, on files. */
class TablesCommandTest {
  private static final String ATTRIBUTES =
      """
      attributes:
        objectAttributes.geo: {type: string, column: objectGeo}
      entities:
        actor: {table: actions, type: int64, retention: 96h}
      """;

  @TempDir private Path directory;

  @BeforeEach
  void writeConfiguration() throws IOException {
    Files.writeString(directory.resolve("attributes.yaml"), ATTRIBUTES);
  }

  @Test
  void rendersFilesThatLintAccepts() throws IOException {
    Path out = directory.resolve("out");
    assertThat(run("render", "--config", directory.toString(), "--out", out.toString()).code)
        .isEqualTo(ExitCode.DONE.code());
    try (var files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .containsExactlyInAnyOrder("actions.schema.json", "actions.table.json");
    }
    assertThat(run("lint", out.toString(), "--config", directory.toString()).code)
        .isEqualTo(ExitCode.DONE.code());
    assertThat(run("lint", "--config", directory.toString()).code).isEqualTo(ExitCode.DONE.code());
    assertThat(run("render", directory.toString()).code).isEqualTo(ExitCode.DONE.code());
  }

  @Test
  void takesTheOptionsIntoTheTables() throws IOException {
    run(
        "render",
        "--config=" + directory,
        "--out=" + directory,
        "--pinot-kafka=k:1",
        "--partitions=7",
        "--stream-config=security.protocol=SSL");
    assertThat(Files.readString(directory.resolve("actions.table.json")))
        .contains("\"k:1\"", "\"numPartitions\": 7", "\"security.protocol\": \"SSL\"");
  }

  @Test
  void endsWithUsageWhenLintFindsSomething() throws IOException {
    run("render", "--config=" + directory, "--out=" + directory);
    Path table = directory.resolve("actions.table.json");
    Files.writeString(table, Files.readString(table).replace("Murmur", "Modulo"));
    assertThat(run("lint", directory.toString()).code).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void refusesWhatItCannotUse() throws IOException {
    Path lone = Files.writeString(directory.resolve("a.table.json"), "{}");
    assertThat(run("lint", lone.toString()).message)
        .isEqualTo(lone + " (expected: together with " + directory.resolve("a.schema.json") + ")");
    assertThat(run("lint", directory.resolve("attributes.yaml").toString()).message)
        .endsWith("(expected: T.schema.json or T.table.json)");
    Files.writeString(directory.resolve("a.schema.json"), "{\"a\": 1, \"a\": 2}");
    assertThat(run("lint", directory.toString()).message)
        .isEqualTo(directory.resolve("a.schema.json") + ": JSON: Duplicate field 'a' at line 1");
    assertThat(run("render", "--config=" + directory, "--replication=0").message)
        .isEqualTo("replication: 0 (expected: at least 1)");
    assertThat(run("plan", "--config=" + directory).message)
        .isEqualTo(
            "--kafka: nothing"
                + " (expected: HOST:PORT; a table must have its topic's partition count)");
  }

  /** How a command ended, and what it told its user if it failed. */
  private record Outcome(int code, String message) {}

  private static Outcome run(String... arguments) {
    StringWriter err = new StringWriter();
    String[] message = {""};
    int code =
        new CommandLine(new TablesCommand())
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler(
                (e, line, result) -> {
                  message[0] = String.valueOf(e.getMessage());
                  return e instanceof CommandException command
                      ? command.code().code()
                      : ExitCode.FAILED.code();
                })
            .execute(arguments);
    assertThat(List.of(err.toString())).containsOnly("");
    if (!message[0].isEmpty()) {
      assertThat(code).isEqualTo(ExitCode.USAGE.code());
    }
    return new Outcome(code, message[0]);
  }
}

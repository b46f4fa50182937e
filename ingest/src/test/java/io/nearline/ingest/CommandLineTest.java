package io.nearline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.ingest.configuration.IngestConfiguration;
import io.nearline.process.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
  @TempDir private Path directory;

  @Test
  void overridesTheConfiguration() {
    IngestConfiguration configuration =
        CommandLine.parse("--config", "c", "--kafka", "h:1", "--state-dir", "s", "--port", "0")
            .override(IngestConfiguration.DEFAULTS);

    assertThat(CommandLine.parse("c", "--check"))
        .isEqualTo(CommandLine.parse("--check", "--config", "c"));
    assertThat(configuration.bootstrapServers()).isEqualTo("h:1");
    assertThat(configuration.stateDirectory()).isEqualTo(Path.of("s"));
    assertThat(configuration.port()).isZero();
    assertThat(configuration.metricsPort()).isZero();
    assertThat(metricsPort("--port", "0", "--metrics-port", "7")).isEqualTo(7);
    assertThat(metricsPort("--port", "7")).isEqualTo(9465);
    assertThat(CommandLine.parse("--config", "c").override(configuration)).isEqualTo(configuration);
  }

  private static int metricsPort(String... options) {
    String[] arguments = Stream.concat(Stream.of("c"), Stream.of(options)).toArray(String[]::new);
    return CommandLine.parse(arguments).override(IngestConfiguration.DEFAULTS).metricsPort();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port 1 | --config: nothing (expected: a directory)",
        "--config | --config: nothing (expected: a value)",
        "c --config d | c and d (expected: one directory)",
        "--config c --port 65536 | --port: 65536 (expected: 0 to 65535)",
        "--config c --port x | --port: x (expected: 0 to 65535)",
        "--config c --metrics-port x | --metrics-port: x (expected: 0 to 65535)",
        "--config c --check --topics | --topics (expected: --check, --topics or --drop, once)",
        "--config c --drop | --generation: nothing (expected: the one to drop)",
        "--config c --generation 0 | --generation: 0 (expected: 1 to 999999)",
        "--help | --help (expected: --config, --kafka, --state-dir, --port, --metrics-port,"
            + " --generation, --check, --topics or --drop)"
      })
  void refusesOtherUse(String arguments, String message) {
    assertThatThrownBy(() -> CommandLine.parse(arguments.split(" ")))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @Test
  void listsTheProblemsOfTheConfigurationAndEndsWith2() throws Exception {
    Files.writeString(directory.resolve("attributes.yaml"), "entities: {}\nmore: 1\n");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    IngestMain main =
        new IngestMain(System.out, new PrintStream(err, true, StandardCharsets.UTF_8));

    assertThat(main.run("--config", directory.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("attributes.yaml:2: more: more (expected: one of the keys attributes, entities")
        .contains("pipelines.yaml: nothing (expected: this file)");
    assertThat(main.run()).isEqualTo(ExitCode.USAGE);
    assertThat(main.run("--config", directory.resolve("absent").toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(CommandLine.USAGE)
        .contains("not found (expected: a configuration directory)");
  }
}

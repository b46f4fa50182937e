package io.nearline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.process.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestMainTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path directory;

  @BeforeEach
  void configuration() throws IOException {
    Files.writeString(
        directory.resolve("attributes.yaml"),
        "entities:\n  actor: {table: actions, type: int64, retention: 24h}\n");
    Files.writeString(
        directory.resolve("pipelines.yaml"),
        "pipelines:\n  - {name: actions, from: [raw.actions], format: action}\n");
  }

  @Test
  void brokersThatAreNoneEndWith2() {
    for (String task : new String[] {"--port", "--topics"}) {
      String[] arguments =
          task.equals("--port")
              ? new String[] {"--kafka", "nonsense", "--port", "0"}
              : new String[] {"--kafka", "nonsense", "--topics"};
      assertThat(run(arguments)).isEqualTo(ExitCode.USAGE);
      assertThat(words()).startsWith("kafka: ").contains("nonsense", "(expected: ");
    }
  }

  @Test
  void aPropertyThatKafkaRefusesEndsWith2() throws IOException {
    Files.writeString(directory.resolve("ingest.yaml"), "kafka: {request.timeout.ms: soon}\n");

    assertThat(run("--port", "0")).isEqualTo(ExitCode.USAGE);
    assertThat(words()).startsWith("kafka: ").contains("soon", "request.timeout.ms", "(expected: ");
  }

  @Test
  void aLoginThatIsNotConfiguredEndsWith2() throws IOException {
    Files.writeString(
        directory.resolve("ingest.yaml"),
        "kafka: {security.protocol: SASL_PLAINTEXT, sasl.mechanism: PLAIN}\n");

    assertThat(run("--port", "0")).isEqualTo(ExitCode.USAGE);
    assertThat(words()).startsWith("kafka: ").contains("JAAS", "(expected: ");
  }

  @Test
  void checkingConnectsToNothing() {
    assertThat(run("--kafka", "127.0.0.1:1", "--check")).isEqualTo(ExitCode.DONE);
    assertThat(words()).isEmpty();
  }

  @Test
  void checkingListsTheProblems() throws IOException {
    Files.writeString(directory.resolve("ingest.yaml"), "partitions: none\n");
    Files.writeString(
        directory.resolve("pipelines.yaml"),
        "pipelines:\n  - {name: actions, from: [raw.actions], format: xml}\n");

    assertThat(run("--check")).isEqualTo(ExitCode.USAGE);
    assertThat(words()).contains("ingest.yaml:1", "none", "pipelines.yaml:2", "xml");
  }

  private ExitCode run(String... options) {
    err.reset();
    String[] arguments = new String[options.length + 2];
    arguments[0] = "--config";
    arguments[1] = directory.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return new IngestMain(System.out, new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(arguments);
  }

  private String words() {
    return err.toString(StandardCharsets.UTF_8);
  }
}

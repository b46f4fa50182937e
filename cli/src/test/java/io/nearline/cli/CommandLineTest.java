package io.nearline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.cli.system.Endpoints;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
  @TempDir private Path temporary;

  @ParameterizedTest(name = "nearline {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                                         | COMMAND: nothing",
        "upp                                      | upp: unknown command (did you mean",
        "xyzzy                                    | xyzzy: unknown command (expected: demo, up, replay,",
        "features chekc                           | chekc: unknown command (did you mean check",
        "demo --nope                              | --nope: unknown option",
        "demo now                                 | now: unknown argument",
        "up --base-port x                         | nearline: --base-port: 'x' (expected: a whole number)",
        "spoof --rate x                           | nearline: --rate: 'x' (expected: a number)",
        "dead-letters retry --kafka x             | --reason: nothing (expected: --reason, --topic, or --all)",
        "get --service s                          | no entity (expected: --actor, --object or --key)",
        "get --actor 1                            | --service=NAME",
        "get --service s --feature f --actor 1    | mutually exclusive",
        "get --service s --actor x                | --actor: 'x' (expected: a whole number)",
        "get --service s --actor 1 --as-of noon   | 'noon' (expected: 2026-01-31T12:00:00Z",
        "replay                                   | FILE",
        "replay /no/such/file                     | /no/such/file: can't be read",
        "replay FILE FILE                         | a second file of that name",
        "replay FILE --span 0h                    | '0h' (expected: a duration such as 30s",
        "replay FILE --span 1h --shift-to-now     | --shift-to-now and --span (expected: one of them)",
        "replay FILE --until 0                    | (expected: together with --span)",
        "replay FILE --rate 0                     | --rate 0.0 (expected: > 0)",
        "replay FILE --write FILE                 | (expected: none of the files read)",
        "replay FILE --kafka nowhere              | Kafka at nowhere: Invalid url",
        "features                                 | (expected: check, list, explain, expand, select or schema)",
        "features check /no/such/directory        | /no/such/directory: not found",
        "features explain x ../deploy/config      | x: not found (expected: a feature or service",
        "features explain job_ranke ../deploy/config | such as job_ranker",
        "features list /a --config /b             | /a and --config /b (expected: one of them)",
        "features list --config /no/such          | /no/such: not found",
        "features explain --config /no/such x     | /no/such: not found",
        "tables render /no/such                   | /no/such: not found",
        "demo --duration 5                        | '5' (expected: a duration",
        "demo --rate -1                           | --rate -1.0 (expected: > 0)",
        "verify-exactly-once --kills 0            | --kills 0 (expected: at least 1)",
        "verify-exactly-once --kills 9 --events 9 | --events 9 (expected: at least 100 a kill)",
        "verify-exactly-once --instances 0        | --instances 0 (expected: at least 1)",
        "verify-exactly-once --kill pinot         | 'pinot'",
      })
  void badUsageIsNamedAndEndsWithTwo(String arguments, String message) throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "{}");
    String line = arguments == null ? "" : arguments.replace("FILE", file.toString());

    Finished finished = run(line.isEmpty() ? new String[0] : line.split(" +"));

    assertThat(finished.err).contains(message).doesNotContain("\tat ");
    assertThat(finished.code).isEqualTo(2);
  }

  @Test
  void withoutARunningSystemThereIsNothingToAsk() {
    Finished finished = run("get", "--service", "s", "--actor", "1", "--dir", temporary.toString());

    assertThat(finished.code).isEqualTo(1);
    assertThat(finished.err)
        .isEqualTo(
            "nearline: nothing runs in %s (expected: ./nearline up, or an address)%n"
                .formatted(temporary));
  }

  @Test
  void aSystemThatStartsIsNotNothing() throws IOException {
    ProcessHandle child = ProcessHandle.current();
    String line =
        "ingest %d %s%n".formatted(child.pid(), child.info().startInstant().orElseThrow());
    Files.writeString(temporary.resolve("children"), line);

    Finished finished = run("get", "--service", "s", "--actor", "1", "--dir", temporary.toString());

    assertThat(finished.code).isEqualTo(1);
    assertThat(finished.err)
        .isEqualTo(
            "nearline: what runs in %s is not ready (expected: its line 'ready')%n"
                .formatted(temporary));
  }

  @Test
  void whatTheScriptGivesToOthersIsListedToo() {
    StringWriter out = new StringWriter();
    Nearline.commandLine().setOut(new PrintWriter(out, true)).execute("--help");

    assertThat(out.toString().lines().map(line -> line.strip().replaceFirst(" .*", "")))
        .contains("demo", "up", "ingest", "server", "bench");
  }

  @Test
  void endpointsOfAnotherFormAreNamed() throws IOException {
    Path file = Files.writeString(temporary.resolve(Endpoints.FILE), "{\"grpc\": 1}");

    Finished finished = run("get", "--service", "s", "--actor", "1", "--dir", temporary.toString());

    assertThat(finished.code).isEqualTo(1);
    assertThat(finished.err).contains(file + ": grpc: 1 (expected: host:port)");
  }

  @Test
  void debugShowsWhereAnErrorComesFrom() {
    assertThat(run("--debug", "features", "check", "/no/such/directory").err).contains("\tat ");
  }

  private record Finished(int code, String err) {}

  private static Finished run(String... arguments) {
    StringWriter err = new StringWriter();
    int code = Nearline.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
    return new Finished(code, err.toString());
  }
}

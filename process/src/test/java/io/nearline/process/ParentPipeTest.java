package io.nearline.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParentPipeTest {
  @TempDir Path directory;

  @Test
  void childEndsInOrderWhenItsParentIsKilled() throws Exception {
    Process parent =
        new ProcessBuilder(TestJava.command(PipeParent.class, directory.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = parent.inputReader()) {
      ProcessHandle child =
          ProcessHandle.of(Long.parseLong(Objects.requireNonNull(output.readLine()))).orElseThrow();
      assertThat(child.isAlive()).isTrue();

      parent.destroyForcibly();

      child.onExit().get(TestJava.BOUND.toSeconds(), SECONDS);
      assertThat(directory.resolve("shut-down")).exists();
    } finally {
      parent.destroyForcibly();
    }
  }

  @ParameterizedTest
  @CsvSource({"none, 0", "throws, 1", "hangs, 1"})
  void exitCodeSaysHowTheShutdownWent(String fault, int code) throws Exception {
    List<String> command = TestJava.command(PipeChild.class, directory.toString(), fault);
    try (ChildProcess child =
        ChildProcess.start("child", command, Map.of(), directory.resolve("child.log"))) {
      child.awaitLine("watching", TestJava.BOUND);

      assertThat(child.stop(TestJava.BOUND)).isTrue();

      assertThat(child.exit().get(TestJava.BOUND.toSeconds(), SECONDS)).isEqualTo(code);
    }
  }

  @Test
  void processStartedByHandIgnoresItsInput() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(TestJava.command(PipeChild.class, directory.toString()));
    builder.environment().remove(ParentPipe.VARIABLE);
    Process process = builder.start();
    process.getOutputStream().close();
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo("on its own");
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }
}

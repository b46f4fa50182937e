package io.nearline.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackOptionsTest {
  @Test
  void readsDirectoryAndBasePort() {
    assertThat(StackOptions.parse(List.of("--base-port", "21000", "--dir", "/a/../b")))
        .isEqualTo(new StackOptions(Path.of("/b"), 21_000, Optional.empty(), Optional.empty()));
    assertThat(StackOptions.parse(List.of("--dir", "relative")))
        .isEqualTo(
            new StackOptions(
                Path.of("relative").toAbsolutePath(),
                StackOptions.DEFAULT_BASE_PORT,
                Optional.empty(),
                Optional.empty()));
    assertThat(StackOptions.parse(List.of("--dir", "a", "--sasl", "me:a-1")).sasl())
        .hasValue(new SaslUser("me", "a-1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--base-port 21000        | --dir: missing; usage: local-stack --dir DIR [--base-port PORT] [--sasl USER:PASSWORD [--tls KEYSTORE]]",
        "--dir                    | --dir: has no value; usage: local-stack --dir DIR [--base-port PORT] [--sasl USER:PASSWORD [--tls KEYSTORE]]",
        "--port 1 --dir d         | --port: no such option; usage: local-stack --dir DIR [--base-port PORT] [--sasl USER:PASSWORD [--tls KEYSTORE]]",
        "--dir d --tls k.p12      | --tls: without --sasl (expected: both)",
        "--dir d --sasl me        | --sasl: no user and password (expected: USER:PASSWORD, letters and digits)",
        "--dir d --base-port x    | --base-port: x (expected: a number from 1 to 65526)",
        "--dir d --base-port 0    | --base-port: 0 (expected: 1 to 65526)",
        "--dir d --base-port 65527| --base-port: 65527 (expected: 1 to 65526)",
      })
  void saysWhatIsWrong(String line, String message) {
    List<String> arguments = List.of(line.split(" "));

    assertThatThrownBy(() -> StackOptions.parse(arguments))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }
}

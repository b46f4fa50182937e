package io.nearline.cli.reprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.cli.CommandException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private final Waiting waiting =
      new Waiting(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
  private int asked;

  @Test
  void asksAgainWhoCouldNotAnswer() {
    waiting.until(
        () -> {
          if (++asked < 3) {
            throw CommandException.failed("away");
          }
          return true;
        },
        () -> "waiting");

    assertThat(asked).isEqualTo(3);
  }

  @Test
  void doesNotAskAgainWhatNeverCanBe() {
    assertThatThrownBy(
            () ->
                waiting.until(
                    () -> {
                      throw CommandException.usage("no such thing");
                    },
                    () -> "waiting"))
        .hasMessage("no such thing");
  }
}

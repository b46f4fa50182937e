package io.nearline.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExitCodeTest {
  @Test
  void codesAreWhatScriptsRelyOn() {
    assertThat(ExitCode.values()).extracting(ExitCode::code).containsExactly(0, 1, 2);
  }
}

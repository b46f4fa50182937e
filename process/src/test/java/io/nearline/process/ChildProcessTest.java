package io.nearline.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  private static final Duration BOUND = TestJava.BOUND;

  @TempDir Path directory;

  @Test
  void findsTheLineThatSaysReady() {
    try (ChildProcess child = shell("echo starting; echo ready on port 1; exec cat")) {
      assertThat(child.awaitLine("ready ", BOUND)).isEqualTo("ready on port 1");
      assertThat(child.isAlive()).isTrue();
    }
  }

  @Test
  void earlierRunsInTheLogDontCount() throws Exception {
    Files.writeString(log(), "ready from yesterday\n");
    try (ChildProcess child = shell("exec cat")) {
      assertThatThrownBy(() -> child.awaitLine("ready", Duration.ofMillis(100)))
          .isInstanceOf(ChildFailedException.class)
          .hasMessage(
              "child was not ready within 100 ms (expected: a line 'ready…'); its log "
                  + log()
                  + " is empty");
    }
    assertThat(log()).hasContent("ready from yesterday\n");
  }

  @Test
  void lastLineMayComeWithTheEnd() {
    try (ChildProcess child = shell("echo done")) {
      assertThat(child.awaitLine("done", BOUND)).isEqualTo("done");
    }
  }

  @Test
  void earlyDeathIsReportedWithTheEndOfTheLog() {
    try (ChildProcess child = shell("seq 100; echo port 7 is taken >&2; exit 3")) {
      assertThatThrownBy(() -> child.awaitReady(() -> false, BOUND))
          .isInstanceOf(ChildFailedException.class)
          .hasMessageStartingWith(
              "child ended with code 3 before it was ready; its log "
                  + log()
                  + " ends with\n  62\n  63\n")
          .hasMessageEndingWith("\n  100\n  port 7 is taken");
    }
  }

  @Test
  void whatIsDoneHasEndedWith0() {
    try (ChildProcess child = shell("exit 0")) {
      child.awaitDone(BOUND);
    }
    try (ChildProcess child = shell("echo no such topic; exit 2")) {
      assertThatThrownBy(() -> child.awaitDone(BOUND))
          .isInstanceOf(ChildFailedException.class)
          .hasMessage("child ended with code 2; its log " + log() + " ends with\n  no such topic");
    }
    try (ChildProcess child = shell("exec cat")) {
      assertThatThrownBy(() -> child.awaitDone(Duration.ofMillis(20)))
          .isInstanceOf(ChildFailedException.class)
          .hasMessageStartingWith("child was not done within 20 ms");
    }
  }

  @Test
  void asksTheProbeUntilItSucceeds() {
    AtomicInteger asked = new AtomicInteger();
    try (ChildProcess child = shell("exec cat")) {
      child.awaitReady(() -> asked.incrementAndGet() == 3, BOUND);
    }
    assertThat(asked).hasValue(3);
  }

  @Test
  void closedPipeIsTheWishToEnd() throws Exception {
    try (ChildProcess child = shell("cat; exit 5")) {
      assertThat(child.stop(BOUND)).isTrue();
      assertThat(child.exit().get(BOUND.toSeconds(), SECONDS)).isEqualTo(5);
    }
  }

  @Test
  void killsWhatDoesNotEndWithItsDescendants() throws Exception {
    try (ChildProcess child = shell("sleep 600 & echo $!; wait")) {
      ProcessHandle grandchild =
          ProcessHandle.of(Long.parseLong(child.awaitLine("", BOUND))).orElseThrow();
      assertThat(grandchild.isAlive()).isTrue();

      assertThat(child.stop(Duration.ofMillis(50))).isFalse();

      assertThat(child.isAlive()).isFalse();
      grandchild.onExit().get(BOUND.toSeconds(), SECONDS);
    }
  }

  @Test
  void whatCannotBeStartedIsNamed() {
    assertThatThrownBy(
            () -> ChildProcess.start("child", List.of("/no/such/program"), Map.of(), log()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("child can't be started: ")
        .hasMessageContaining("/no/such/program");
  }

  private ChildProcess shell(String script) {
    return ChildProcess.start("child", List.of("sh", "-c", script), Map.of(), log());
  }

  private Path log() {
    return directory.resolve("child.log");
  }
}

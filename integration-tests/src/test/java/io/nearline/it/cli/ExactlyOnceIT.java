package io.nearline.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.it.launcher.Launcher;
import org.junit.jupiter.api.Test;

/**
 * The short form of the proof: ingest is killed three times under load, and once its disk is lost.
 * How quickly it catches up is judged by the full form, on a machine that does nothing else.
 */
final class ExactlyOnceIT {
  @Test
  void nothingIsLostOrDoubledThoughIngestIsKilled() {
    String output =
        Launcher.run(
                "verify-exactly-once",
                "--kills",
                "3",
                "--events",
                "24000",
                "--seed",
                "15",
                "--within",
                "120s")
            .requireDone();

    assertThat(output)
        .contains("kill 3, after ")
        .contains("ingest, its disk too; ready after ")
        .containsPattern("input +24,000 ")
        .contains("exactly once: nothing lost, nothing doubled");
    assertThat(output.lines().filter(line -> line.contains("lost 0, doubled 0, unknown 0")))
        .hasSize(5);
  }
}

package io.nearline.cli.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KillTest {
  @Test
  void aSeedDrawsTheSameKills() {
    assertThat(Kill.plan(scope(7, Target.Choice.BOTH)))
        .isEqualTo(Kill.plan(scope(7, Target.Choice.BOTH)));
    assertThat(Kill.plan(scope(7, Target.Choice.INGEST)))
        .isNotEqualTo(Kill.plan(scope(8, Target.Choice.INGEST)));
  }

  @Test
  void eachKillFallsIntoItsShareOfTheEventsAndLeavesSomeForTheNext() {
    List<Kill> kills = Kill.plan(scope(3, Target.Choice.INGEST));

    assertThat(kills).hasSize(20);
    for (Kill kill : kills) {
      long share = 10_000L * (kill.number() - 1);
      assertThat(kill.after()).isBetween(share + 3_000, share + 7_000);
      assertThat(kill.flowUntil()).isEqualTo(share + 10_000);
      assertThat(kill.instance()).isBetween(0, 1);
    }
    assertThat(kills).extracting(Kill::after).doesNotHaveDuplicates();
  }

  @Test
  void ingestIsKilledInEveryWayAndTheStackInItsOnlyOne() {
    List<Kill> ingest = Kill.plan(scope(3, Target.Choice.INGEST));
    List<Kill> both = Kill.plan(scope(3, Target.Choice.BOTH));

    assertThat(ingest).extracting(Kill::loseState).contains(true, false);
    assertThat(ingest).extracting(kill -> kill.again().isPresent()).contains(true, false);
    assertThat(ingest).extracting(Kill::instance).contains(0, 1);
    assertThat(both)
        .filteredOn(kill -> kill.target() == Target.STACK)
        .hasSize(10)
        .noneMatch(kill -> kill.loseState() || kill.again().isPresent());
  }

  private static Scope scope(long seed, Target.Choice target) {
    return new Scope(20, 200_000, 5_000, seed, target, 2, Duration.ofSeconds(30));
  }
}

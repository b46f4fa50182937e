package io.nearline.cli.exactlyonce;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * One kill.
 *
 * @param number from 1
 * @param target what is killed
 * @param after how many events have been published then
 * @param flowUntil up to how many are published while nothing is there to take them
 * @param instance which of ingest's instances is killed, from 0; of no meaning otherwise
 * @param loseState whether that instance's state directory is deleted
 * @param again how long after its start the replacement is killed as well; empty: it isn't
 */
record Kill(
    int number,
    Target target,
    long after,
    long flowUntil,
    int instance,
    boolean loseState,
    Optional<Duration> again) {
  /** The part of its share of the events in which a kill may fall. */
  private static final double EARLIEST = 0.3;

  private static final double LATEST = 0.7;
  private static final int MOST_MILLIS_UNTIL_AGAIN = 8_000;

  /**
   * Draws the kills of a run: each has its share of the events, within which its point is random.
   */
  static List<Kill> plan(Scope scope) {
    Random random = new Random(scope.seed());
    List<Kill> kills = new ArrayList<>();
    double share = (double) scope.events() / scope.kills();
    for (int i = 0; i < scope.kills(); i++) {
      double point = i + EARLIEST + (LATEST - EARLIEST) * random.nextDouble();
      Target target = scope.target().of(i);
      boolean ingest = target == Target.INGEST;
      int instance = random.nextInt(scope.instances());
      boolean loseState = random.nextInt(3) == 0;
      boolean twice = random.nextInt(4) == 0;
      int millis = random.nextInt(MOST_MILLIS_UNTIL_AGAIN);
      kills.add(
          new Kill(
              i + 1,
              target,
              (long) (point * share),
              (long) ((i + 1) * share),
              instance,
              ingest && loseState,
              ingest && twice ? Optional.of(Duration.ofMillis(millis)) : Optional.empty()));
    }
    return kills;
  }

  /** Returns it in a few words. */
  String text() {
    return String.format(
        Locale.ROOT,
        "kill %d, after %,d events: %s%s%s",
        number,
        after,
        target.text(),
        loseState ? ", its disk too" : "",
        again
            .map(
                wait ->
                    String.format(
                        Locale.ROOT, ", again after %.1f s of recovering", wait.toMillis() / 1e3))
            .orElse(""));
  }
}

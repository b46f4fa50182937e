package io.nearline.cli.exactlyonce;

import java.time.Duration;

/**
 * How much is proven.
 *
 * @param kills how many kills, at least 1
 * @param events how many raw events
 * @param rate how many a second
 * @param seed of the events and of the kills
 * @param target what is killed
 * @param instances how many instances of ingest share the work
 * @param within how long catching up may take after a kill of ingest; twice as long after one of
 *     Kafka and Pinot
 */
record Scope(
    int kills,
    long events,
    double rate,
    long seed,
    Target.Choice target,
    int instances,
    Duration within) {

  /** Returns how long catching up may take. */
  Duration within(Target killed) {
    return killed == Target.STACK ? within.multipliedBy(2) : within;
  }
}

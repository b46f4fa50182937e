package io.nearline.ingest.metrics;

import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** How events' own times differ from the time at which they are processed. Thread-safe. */
public final class TimeSkew {
  private final Timer age;
  private final Timer ahead;

  TimeSkew(Timer age, Timer ahead) {
    this.age = age;
    this.ahead = ahead;
  }

  /**
   * Takes an event's time.
   *
   * @param timestamp the event's own time, in epoch milliseconds
   * @param now the processing time, in epoch milliseconds
   */
  public void take(long timestamp, long now) {
    if (timestamp <= now) {
      age.record(now - timestamp, TimeUnit.MILLISECONDS);
    } else {
      ahead.record(timestamp - now, TimeUnit.MILLISECONDS);
    }
  }
}

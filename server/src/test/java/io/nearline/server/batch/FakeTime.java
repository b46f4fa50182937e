package io.nearline.server.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A clock that stands still, and alarms that ring when it is set forward. Not thread-safe. */
final class FakeTime implements Alarms, LongSupplier {
  private final List<Pending> alarms = new ArrayList<>();
  private long nanos;

  private record Pending(long at, Runnable ring) {}

  @Override
  public long getAsLong() {
    return nanos;
  }

  @Override
  public Alarm in(long millis, Runnable ring) {
    Pending pending = new Pending(nanos + TimeUnit.MILLISECONDS.toNanos(millis), ring);
    alarms.add(pending);
    return () -> alarms.remove(pending);
  }

  /** Lets time pass; what rings meanwhile rings at its own instant. */
  void pass(Duration time) {
    long end = nanos + time.toNanos();
    for (Optional<Pending> next = next(end); next.isPresent(); next = next(end)) {
      Pending pending = next.get();
      alarms.remove(pending);
      nanos = Math.max(nanos, pending.at());
      pending.ring().run();
    }
    nanos = end;
  }

  private Optional<Pending> next(long end) {
    return alarms.stream()
        .filter(pending -> pending.at() <= end)
        .min(Comparator.comparingLong(Pending::at));
  }

  /** Returns how many alarms are set. */
  int alarms() {
    return alarms.size();
  }
}

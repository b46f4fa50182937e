package io.nearline.ingest.heartbeat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Concludes from offsets through which instant events are settled.
 *
 * <p>When committed offsets have reached where the sources ended at an instant, everything that had
 * come by then is done. What is re-keyed is done twice: once the sources' events have crossed, the
 * instant holds of the crossing topic as it ends from then on, and once that is done too, of its
 * partition's actors. So an instant needs no clock but the one that it was read from, lag makes it
 * older, and an empty partition holds nothing up. What stands in a transaction that is still open
 * has come: ends are those that {@code read_uncommitted} sees.
 *
 * <p>Observed by one thread; read by any.
 */
final class OffsetProgress implements SettledThrough {
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final Inputs inputs;
  private final Snapshots arrived = new Snapshots();
  private final Snapshots crossed = new Snapshots();
  private volatile long[] through;

  OffsetProgress(Inputs inputs) {
    this.inputs = inputs;
    this.through = new long[inputs.partitions()];
    Arrays.fill(through, UNKNOWN);
  }

  /**
   * Takes in how far everything is.
   *
   * @param done the offset before which each partition's records are processed, in committed
   *     transactions
   * @param instant when it was asked where the topics end, in epoch milliseconds; {@code done} was
   *     known by then
   * @param ends where all topics ended, then or a little later
   */
  void observe(Map<TopicPartition, Long> done, long instant, Map<TopicPartition, Long> ends) {
    arrived.add(instant, ends);
    long needed = instant;
    if (inputs.isCrossed()) {
      long admitted = arrived.newest(inputs.rekeyedOf(ends.keySet()), done).orElse(UNKNOWN);
      if (admitted != UNKNOWN) {
        // What was admitted is before these ends, for they were asked for after it was done.
        crossed.add(admitted, ends);
      }
      needed = Math.min(needed, admitted);
    }
    long neededOfCrossed = Long.MAX_VALUE;
    long[] now = through.clone();
    for (int partition = 0; partition < now.length; partition++) {
      long keyed = keyed(partition, done);
      long rekeyed = rekeyed(partition, done);
      now[partition] = Math.max(now[partition], Math.min(keyed, rekeyed));
      needed = Math.min(needed, keyed);
      neededOfCrossed = Math.min(neededOfCrossed, rekeyed);
    }
    through = now;
    arrived.forgetBefore(needed);
    crossed.forgetBefore(neededOfCrossed);
  }

  private long keyed(int partition, Map<TopicPartition, Long> done) {
    return inputs.keyed().isEmpty()
        ? Long.MAX_VALUE
        : arrived.newest(inputs.keyedOf(partition), done).orElse(UNKNOWN);
  }

  private long rekeyed(int partition, Map<TopicPartition, Long> done) {
    return inputs.isCrossed()
        ? crossed.newest(List.of(inputs.crossingOf(partition)), done).orElse(UNKNOWN)
        : Long.MAX_VALUE;
  }

  @Override
  public OptionalLong of(int partition) {
    return told(through[partition]);
  }

  @Override
  public OptionalLong all() {
    return told(Arrays.stream(through).min().orElse(UNKNOWN));
  }

  private static OptionalLong told(long instant) {
    return instant == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(instant);
  }
}

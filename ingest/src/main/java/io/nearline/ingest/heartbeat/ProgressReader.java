package io.nearline.ingest.heartbeat;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads offsets, again and again, for {@link OffsetProgress}. For use by one thread. */
final class ProgressReader {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressReader.class);
  private static final Duration PARTITIONS_HOLD = Duration.ofSeconds(5);

  private final Inputs inputs;
  private final TopicOffsets offsets;
  private final ConsumedPositions positions;
  private final OffsetProgress progress;
  private final Clock clock;
  private Set<TopicPartition> partitions = Set.of();
  private long partitionsUntil;
  private Map<TopicPartition, Long> before = Map.of();
  private String lastProblem = "";

  ProgressReader(
      Inputs inputs,
      TopicOffsets offsets,
      ConsumedPositions positions,
      OffsetProgress progress,
      Clock clock) {
    this.inputs = inputs;
    this.offsets = offsets;
    this.positions = positions;
    this.progress = progress;
    this.clock = clock;
  }

  /** Reads once. Where Kafka doesn't tell, nothing becomes known. */
  void read() {
    try {
      readAll();
      note("");
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
      if (cause instanceof UnknownTopicOrPartitionException) {
        LOG.debug("a topic is still to be created", cause);
      } else {
        note(cause.toString());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readAll() throws ExecutionException, TimeoutException, InterruptedException {
    refreshPartitions();
    // In this order: OffsetProgress asks for what was done before where topics end.
    Map<TopicPartition, Long> committed = offsets.committed();
    Map<TopicPartition, Long> done = new HashMap<>();
    for (TopicPartition partition : partitions) {
      done.put(partition, positions.done(partition, committed.getOrDefault(partition, 0L)));
    }
    long instant = clock.millis();
    Map<TopicPartition, Long> ends = offsets.ends(partitions);
    skipWhatIsGone(done, ends);
    progress.observe(done, instant, ends);
  }

  private void refreshPartitions()
      throws ExecutionException, TimeoutException, InterruptedException {
    if (partitions.isEmpty() || clock.millis() >= partitionsUntil) {
      partitions = offsets.partitions(inputs.topics());
      partitionsUntil = clock.millis() + PARTITIONS_HOLD.toMillis();
    }
  }

  /**
   * Counts records as done that retention has dropped: of a partition that stands still, for a
   * partition that has none left is never committed.
   */
  private void skipWhatIsGone(Map<TopicPartition, Long> done, Map<TopicPartition, Long> ends)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, Long> standing = new HashMap<>(done);
    standing
        .entrySet()
        .removeIf(
            entry ->
                entry.getValue() >= ends.getOrDefault(entry.getKey(), 0L)
                    || !entry.getValue().equals(before.get(entry.getKey())));
    before = Map.copyOf(done);
    offsets
        .beginnings(standing.keySet())
        .forEach((partition, beginning) -> done.merge(partition, beginning, Math::max));
  }

  private void note(String problem) {
    if (!problem.isEmpty() && !problem.equals(lastProblem)) {
      LOG.warn("heartbeats carry no newer instant: {}", problem);
    } else if (problem.isEmpty() && !lastProblem.isEmpty()) {
      LOG.info("heartbeats carry newer instants again");
    }
    lastProblem = problem;
  }
}

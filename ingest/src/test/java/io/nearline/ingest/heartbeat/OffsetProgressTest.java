package io.nearline.ingest.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetProgressTest {
  private static final TopicPartition RAW = new TopicPartition("raw", 0);
  private static final TopicPartition KEYED = new TopicPartition("keyed", 0);
  private static final TopicPartition KEYED_1 = new TopicPartition("keyed", 1);
  private static final TopicPartition CROSSING = new TopicPartition("crossing", 0);
  private static final TopicPartition CROSSING_1 = new TopicPartition("crossing", 1);

  private final Map<TopicPartition, Long> done = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  private static OffsetProgress of(Set<String> keyed, Set<String> rekeyed) {
    return new OffsetProgress(new Inputs(keyed, rekeyed, "crossing", 2));
  }

  private static OptionalLong at(long instant) {
    return OptionalLong.of(instant);
  }

  @Test
  void ofKeyedTopicsAPartitionIsSettledOnceItsEndIsReached() {
    OffsetProgress progress = of(Set.of("keyed"), Set.of());
    ends.put(KEYED, 10L);
    ends.put(KEYED_1, 0L);
    done.put(KEYED, 9L);
    progress.observe(done, 1000, ends);

    assertThat(progress.of(0)).isEmpty();
    assertThat(progress.of(1)).as("an empty one holds nothing up").isEqualTo(at(1000));
    assertThat(progress.all()).isEmpty();

    done.put(KEYED, 10L);
    ends.put(KEYED, 12L);
    progress.observe(done, 2000, ends);
    assertThat(progress.of(0)).as("what came until then is done").isEqualTo(at(1000));
    assertThat(progress.of(1)).isEqualTo(at(2000));
    assertThat(progress.all()).isEqualTo(at(1000));
  }

  @Test
  void whatIsReKeyedIsSettledOnceItHasCrossedAndIsDoneThere() {
    OffsetProgress progress = of(Set.of(), Set.of("raw"));
    ends.put(RAW, 5L);
    ends.put(CROSSING, 7L);
    ends.put(CROSSING_1, 3L);
    done.putAll(Map.of(RAW, 4L, CROSSING, 7L, CROSSING_1, 3L));
    progress.observe(done, 1000, ends);
    assertThat(progress.of(0)).as("an event is still on its way across").isEmpty();

    ends.put(CROSSING, 8L);
    done.put(RAW, 5L);
    progress.observe(done, 2000, ends);
    assertThat(progress.of(0)).as("it has crossed, to partition 0").isEmpty();
    assertThat(progress.of(1)).isEqualTo(at(2000));

    done.put(CROSSING, 8L);
    progress.observe(done, 3000, ends);
    assertThat(progress.of(0)).isEqualTo(at(3000));
    assertThat(progress.all()).isEqualTo(at(3000));
  }

  @Test
  void ofBothWaysTheSlowerCounts() {
    OffsetProgress progress = of(Set.of("keyed"), Set.of("raw"));
    done.putAll(Map.of(RAW, 0L, KEYED, 1L, KEYED_1, 1L, CROSSING, 0L, CROSSING_1, 0L));
    ends.putAll(done);
    progress.observe(done, 1000, ends);
    ends.put(KEYED, 2L);
    progress.observe(done, 2000, ends);

    assertThat(progress.of(0)).isEqualTo(at(1000));
    assertThat(progress.of(1)).isEqualTo(at(2000));
    ends.put(RAW, 1L);
    progress.observe(done, 3000, ends);
    assertThat(progress.of(1)).isEqualTo(at(2000));
  }

  @Test
  void neverGoesBackAndIsNeverForgottenWhileItLags() {
    OffsetProgress progress = of(Set.of("keyed"), Set.of());
    ends.put(KEYED_1, 0L);
    for (int i = 1; i <= 5000; i++) {
      ends.put(KEYED, (long) i);
      progress.observe(done, i, ends);
    }
    assertThat(progress.of(0)).isEmpty();
    done.put(KEYED, 2500L);
    progress.observe(done, 5001, ends);
    assertThat(progress.of(0).orElseThrow()).isBetween(2000L, 2500L);
    done.put(KEYED, 100L);
    progress.observe(done, 5002, ends);
    assertThat(progress.of(0).orElseThrow()).isBetween(2000L, 2500L);
  }

  /** A made-up application: what it tells must hold of each event. */
  @Test
  void neverTellsMoreThanIsSettled() {
    for (long seed = 1; seed <= 200; seed++) {
      new Simulation(seed).run();
    }
  }

  private static final class Simulation {
    private final long seed;
    private final Random random;
    private final OffsetProgress progress = of(Set.of("keyed"), Set.of("raw"));
    private final List<Event> raw = new ArrayList<>();
    private final List<List<Event>> keyed = List.of(new ArrayList<>(), new ArrayList<>());
    private final List<List<Event>> crossing = List.of(new ArrayList<>(), new ArrayList<>());
    private final int[] keyedDone = new int[2];
    private final int[] crossingDone = new int[2];
    private int rawDone;

    /**
     * One event.
     *
     * @param arrived when it came
     * @param partition its actor's
     */
    private record Event(long arrived, int partition) {}

    Simulation(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
    }

    void run() {
      Map<TopicPartition, Long> known = done();
      for (long now = 1; now < 400; now++) {
        step(now);
        if (random.nextInt(3) == 0) {
          progress.observe(known, now, ends());
          check();
        }
        // Anything may happen between the two questions.
        known = done();
      }
    }

    private void step(long now) {
      switch (random.nextInt(6)) {
        case 0, 1 -> raw.add(new Event(now, random.nextInt(2)));
        case 2 -> {
          int partition = random.nextInt(2);
          keyed.get(partition).add(new Event(now, partition));
        }
        case 3 -> {
          for (int i = random.nextInt(4); i > 0 && rawDone < raw.size(); i--) {
            Event event = raw.get(rawDone++);
            crossing.get(event.partition()).add(event);
          }
        }
        case 4 -> settle(keyed, keyedDone);
        default -> settle(crossing, crossingDone);
      }
    }

    private void settle(List<List<Event>> topic, int[] settled) {
      int partition = random.nextInt(2);
      settled[partition] =
          Math.min(topic.get(partition).size(), settled[partition] + random.nextInt(4));
    }

    private Map<TopicPartition, Long> done() {
      return Map.of(
          RAW, (long) rawDone,
          KEYED, (long) keyedDone[0],
          KEYED_1, (long) keyedDone[1],
          CROSSING, (long) crossingDone[0],
          CROSSING_1, (long) crossingDone[1]);
    }

    private Map<TopicPartition, Long> ends() {
      return Map.of(
          RAW, (long) raw.size(),
          KEYED, (long) keyed.get(0).size(),
          KEYED_1, (long) keyed.get(1).size(),
          CROSSING, (long) crossing.get(0).size(),
          CROSSING_1, (long) crossing.get(1).size());
    }

    private void check() {
      for (int partition = 0; partition < 2; partition++) {
        long oldest = Long.MAX_VALUE;
        for (Event event : raw.subList(rawDone, raw.size())) {
          oldest = event.partition() == partition ? Math.min(oldest, event.arrived()) : oldest;
        }
        oldest = Math.min(oldest, oldest(keyed.get(partition), keyedDone[partition]));
        oldest = Math.min(oldest, oldest(crossing.get(partition), crossingDone[partition]));
        assertThat(progress.of(partition).orElse(0))
            .as("seed %d, partition %d: the oldest event that isn't settled", seed, partition)
            .isLessThan(oldest);
      }
    }

    private static long oldest(List<Event> topic, int settled) {
      return settled < topic.size() ? topic.get(settled).arrived() : Long.MAX_VALUE;
    }
  }
}

package io.nearline.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.server.batch.FakeWork.Begun;
import io.nearline.server.batch.FakeWork.Call;
import io.nearline.server.batch.FakeWork.Nature;
import io.nearline.server.pinot.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is sent where two statements may be in flight, and one must be. */
class EvenBatchesTest {
  private final FakeTime time = new FakeTime();
  private final FakeWork work = new FakeWork();
  private int calls;

  private final Coalescer<Call, String> coalescer =
      new Coalescer<>(
          "nearline.batch",
          work,
          ofOneGrownToTwo(),
          new QueueLimit(100, 100),
          time,
          time,
          new SimpleMeterRegistry());

  /** A limit for which two statements have brought more than one. */
  private static StatementLimit ofOneGrownToTwo() {
    long[] now = new long[1];
    StatementLimit limit = new StatementLimit(1, 2, () -> now[0]);
    for (int i = 0; i < 1_000; i++) {
      now[0] += StatementLimit.WINDOW_NANOS / StatementLimit.LEAST_BATCHES;
      limit.overWithOthersWaiting(10 * limit.current(), 1);
    }
    assertThat(limit.current()).isEqualTo(2);
    return limit;
  }

  private void ask(String group) {
    var unused =
        coalescer.submit(
            new Call(
                group, calls++, Nature.HARMLESS, 1, Deadline.after(Duration.ofSeconds(1), time)));
  }

  private List<List<Integer>> inFlight() {
    return work.begun.stream().map(Begun::numbers).toList();
  }

  /** Three of a group are in flight, after two were sent alone. */
  @BeforeEach
  void sendThree() {
    Stream.of("a", "a", "a", "a", "a").forEach(this::ask);
    work.begun.get(0).end();
    work.begun.get(0).end();
    assertThat(inFlight()).containsExactly(List.of(2, 3, 4));
  }

  @Test
  void secondStatementIsSentAsSoonAsItIsAsLargeAsTheFirst() {
    ask("a");
    ask("a");
    assertThat(inFlight()).hasSize(1);
    ask("a");

    assertThat(inFlight()).containsExactly(List.of(2, 3, 4), List.of(5, 6, 7));
  }

  @Test
  void whateverWaitsIsSentOnceNothingIsInFlight() {
    ask("a");
    work.begun.get(0).end();

    assertThat(inFlight()).containsExactly(List.of(5));
  }

  @Test
  void anotherGroupsStatementMayBeOfAnySize() {
    ask("b");

    assertThat(inFlight()).containsExactly(List.of(2, 3, 4), List.of(5));
  }

  @Test
  void whoMayBeSentPassesWhoMayNot() {
    ask("b");
    ask("a");
    ask("b");
    work.begun.get(1).end();

    assertThat(inFlight()).containsExactly(List.of(2, 3, 4), List.of(7));
    work.begun.get(0).end();
    assertThat(inFlight()).containsExactly(List.of(7), List.of(6));
  }
}

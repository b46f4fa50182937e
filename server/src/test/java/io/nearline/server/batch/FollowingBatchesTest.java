package io.nearline.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.server.batch.FakeWork.Begun;
import io.nearline.server.batch.FakeWork.Call;
import io.nearline.server.batch.FakeWork.Nature;
import io.nearline.server.pinot.Deadline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is sent where batches take three statements each, and one must be in flight. */
class FollowingBatchesTest {
  private final FakeTime time = new FakeTime();
  private final FakeWork work = new FakeWork();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Coalescer<Call, String> coalescer = coalescer(5, meters);
  private int calls;

  private Coalescer<Call, String> coalescer(int most, MeterRegistry registry) {
    return new Coalescer<>(
        "nearline.batch",
        work,
        new StatementLimit(1, most, time),
        new QueueLimit(100, 100),
        time,
        time,
        registry);
  }

  private void ask(Coalescer<Call, String> whom, String group) {
    Deadline deadline = Deadline.after(Duration.ofSeconds(1), time);
    var unused = whom.submit(new Call(group, calls++, Nature.HARMLESS, 3, deadline));
  }

  private void ask(String group) {
    ask(coalescer, group);
  }

  private List<List<Integer>> inFlight() {
    return work.begun.stream().map(Begun::numbers).toList();
  }

  /** Two of a group are in flight. */
  @BeforeEach
  void sendTwo() {
    ask("a");
    ask("a");
    ask("a");
    work.begun.get(0).end();
    assertThat(inFlight()).containsExactly(List.of(1, 2));
  }

  @Test
  void nextIsSentWhenOneStatementIsOver() {
    ask("a");
    ask("a");
    assertThat(inFlight()).containsExactly(List.of(1, 2));
    assertThat(statements()).isEqualTo(3);
    work.begun.get(0).endOne();

    assertThat(inFlight()).containsExactly(List.of(1, 2), List.of(3, 4));
    assertThat(statements()).isEqualTo(5);
  }

  @Test
  void whoComesThenIsSentIfItIsAsLarge() {
    work.begun.get(0).endOne();
    ask("a");
    assertThat(inFlight()).containsExactly(List.of(1, 2));
    ask("a");

    assertThat(inFlight()).containsExactly(List.of(1, 2), List.of(3, 4));
  }

  @Test
  void onlyAsManyAreInFlightAsOneBatchSends() {
    ask("a");
    ask("a");
    work.begun.get(0).endOne();
    ask("a");
    ask("a");
    work.begun.get(0).endOne();
    work.begun.get(1).endOne();
    assertThat(inFlight()).containsExactly(List.of(1, 2), List.of(3, 4));
    work.begun.get(0).end();

    assertThat(inFlight()).containsExactly(List.of(3, 4), List.of(5, 6));
  }

  @Test
  void anotherGroupWaitsUntilAllIsOverAndIsNotPassed() {
    ask("b");
    ask("a");
    ask("a");
    work.begun.get(0).endOne();
    work.begun.get(0).endOne();
    assertThat(inFlight()).containsExactly(List.of(1, 2));
    work.begun.get(0).end();

    assertThat(inFlight()).containsExactly(List.of(3));
  }

  @Test
  void noneFollowsWhenTheMostAreInFlight() {
    work.begun.get(0).end();
    Coalescer<Call, String> ofOne = coalescer(1, new SimpleMeterRegistry());
    ask(ofOne, "a");
    ask(ofOne, "a");
    work.begun.get(0).endOne();
    assertThat(inFlight()).containsExactly(List.of(3));
    work.begun.get(0).end();

    assertThat(inFlight()).containsExactly(List.of(4));
  }

  private double statements() {
    return meters.get("nearline.batch.statements").gauge().value();
  }
}

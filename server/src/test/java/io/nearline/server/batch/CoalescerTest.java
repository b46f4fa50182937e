package io.nearline.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.server.batch.FakeWork.Begun;
import io.nearline.server.batch.FakeWork.Call;
import io.nearline.server.batch.FakeWork.Nature;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.pinot.PinotException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is answered together, who waits, and who is refused. */
class CoalescerTest extends CoalescerFixture {
  @Test
  void sendsAtOnceAndAloneWhileThereIsAPlace() {
    CompletableFuture<String> first = submit("a");
    submit("a");

    assertThat(inFlight()).containsExactly(List.of(0), List.of(1));
    assertThat(time.alarms()).isZero();
    work.begun.get(0).end();
    assertThat(first).isCompletedWithValue("a0");
  }

  @Test
  void answersTogetherWhoWaitsForTheSame() {
    fill();
    List<CompletableFuture<String>> answers = List.of(submit("a"), submit("b"), submit("a"));

    assertThat(inFlight()).hasSize(2);
    assertThat(gauge("nearline.batch.queued")).isEqualTo(3);
    assertThat(gauge("nearline.batch.statements")).isEqualTo(2);
    work.begun.get(0).end();
    assertThat(inFlight()).containsExactly(List.of(1), List.of(2, 4));
    work.begun.get(0).end();
    assertThat(inFlight()).containsExactly(List.of(2, 4), List.of(3));
    work.begun.get(0).end();
    work.begun.get(0).end();

    assertThat(answers).extracting(CompletableFuture::join).containsExactly("a2", "b3", "a4");
    assertThat(gauge("nearline.batch.queued")).isZero();
    assertThat(gauge("nearline.batch.statements")).isZero();
    assertThat(meters.get("nearline.batch.calls").summary().totalAmount()).isEqualTo(5);
    assertThat(meters.get("nearline.batch.calls").summary().count()).isEqualTo(4);
    assertThat(time.alarms()).isLessThanOrEqualTo(1);
  }

  @Test
  void beginsAnotherBatchWhenOneIsFull() {
    fill();
    for (int i = 0; i <= FakeWork.MOST_TOGETHER; i++) {
      submit("a");
    }
    work.begun.get(0).end();
    work.begun.get(0).end();

    assertThat(inFlight()).containsExactly(List.of(2, 3, 4, 5), List.of(6));
  }

  @Test
  void nobodyIsFailedByAnothersShorterDeadline() {
    fill();
    CompletableFuture<String> hasty = submit("a", Nature.HARMLESS, 20);
    CompletableFuture<String> patient = submit("a", Nature.HARMLESS, 80);
    work.begun.get(0).end();

    assertThat(work.begun.get(1).deadline.remainingMillis()).isEqualTo(80);
    time.pass(Duration.ofMillis(20));
    assertThat(kind(hasty)).isEqualTo(Kind.TIMEOUT);
    assertThat(patient).isNotDone();
    work.begun.get(1).end();
    assertThat(patient).isCompletedWithValue("a3");
  }

  @Test
  void whoTakesAPartGetsItWhenItsTimeIsOut() {
    fill();
    CompletableFuture<String> hasty = submit("a", Nature.PARTIAL, 20);
    submit("a");
    work.begun.get(0).end();
    time.pass(Duration.ofMillis(20));

    assertThat(hasty).isCompletedWithValue("part of a2");
  }

  @Test
  void asksNothingForWhoIsLateOrHasCancelled() {
    fill();
    CompletableFuture<String> late = submit("a", Nature.PARTIAL, 20);
    CompletableFuture<String> cancelled = submit("b");
    CompletableFuture<String> left = submit("c");
    cancelled.cancel(false);
    time.pass(Duration.ofMillis(20));

    assertThat(kind(late)).isEqualTo(Kind.TIMEOUT);
    assertThat(gauge("nearline.batch.queued")).isEqualTo(1);
    work.begun.get(0).end();
    assertThat(inFlight()).containsExactly(List.of(1), List.of(4));
    assertThat(left).isNotDone();
  }

  @Test
  void asksNothingForWhoComesTooLate() {
    assertThat(kind(submit("a", Nature.PARTIAL, 0))).isEqualTo(Kind.TIMEOUT);
    fill();
    assertThat(kind(submit("a", Nature.HARMLESS, -1))).isEqualTo(Kind.TIMEOUT);
    work.begun.get(0).end();

    assertThat(inFlight()).containsExactly(List.of(2));
    assertThat(time.alarms()).isZero();
  }

  @Test
  void refusesAtOnceWhoCouldOnlyMakeTheOthersLate() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Coalescer<Call, String> small = coalescer(new QueueLimit(3, 1000), registry);
    Deadline deadline = Deadline.after(Duration.ofSeconds(1), time);
    List<CompletableFuture<String>> answers =
        IntStream.range(0, 7)
            .mapToObj(i -> small.submit(new Call("a", i, Nature.HARMLESS, 1, deadline)))
            .toList();

    assertThat(answers.subList(0, 5)).noneMatch(CompletableFuture::isDone);
    assertThat(kind(answers.get(5))).isEqualTo(Kind.OVERLOADED);
    assertThat(failure(answers.get(6)))
        .hasMessage(
            "overloaded: 3 calls about 3 entities wait (expected: fewer than 3 calls and 1000"
                + " entities)");
    assertThat(registry.get("nearline.batch.refused").counter().count()).isEqualTo(2);
    work.begun.get(0).end();
    assertThat(small.submit(new Call("a", 7, Nature.HARMLESS, 1, deadline))).isNotDone();
    while (!work.begun.isEmpty()) {
      work.begun.get(0).end();
    }
    assertThat(answers.subList(0, 5)).allMatch(answer -> !answer.isCompletedExceptionally());
  }

  @Test
  void refusesByEntitiesToo() {
    Coalescer<Call, String> small = coalescer(new QueueLimit(1000, 1), new SimpleMeterRegistry());
    Deadline deadline = Deadline.after(Duration.ofSeconds(1), time);
    List<CompletableFuture<String>> answers =
        IntStream.range(0, 4)
            .mapToObj(i -> small.submit(new Call("a", i, Nature.HARMLESS, 1, deadline)))
            .toList();

    assertThat(answers.get(2)).isNotDone();
    assertThat(kind(answers.get(3))).isEqualTo(Kind.OVERLOADED);
  }

  @Test
  void tellsWorkWhenNobodyWaitsForItAnyMore() {
    fill();
    List<CompletableFuture<String>> answers =
        List.of(submit("a", Nature.HARMLESS, 20), submit("a"), submit("a"));
    work.begun.get(0).end();
    Begun batch = work.begun.get(1);

    answers.get(1).cancel(false);
    time.pass(Duration.ofMillis(20));
    assertThat(batch.isWanted.getAsBoolean()).isTrue();
    answers.get(2).cancel(false);
    assertThat(batch.isWanted.getAsBoolean()).isFalse();
  }
}

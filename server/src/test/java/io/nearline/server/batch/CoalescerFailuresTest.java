package io.nearline.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.server.batch.FakeWork.Nature;
import io.nearline.server.pinot.PinotException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whom a batch harms that fails or takes long. */
class CoalescerFailuresTest extends CoalescerFixture {
  @Test
  void splitsWhatMayBeOnesFault() {
    for (Nature nature : List.of(Nature.REFUSED, Nature.UNREADABLE)) {
      fill();
      CompletableFuture<String> before = submit("a");
      CompletableFuture<String> poison = submit("a", nature, 100);
      CompletableFuture<String> after = submit("a");
      CompletableFuture<String> other = submit("b");
      while (!work.begun.isEmpty()) {
        work.begun.get(0).end();
      }

      assertThat(failure(poison)).hasMessage(nature.name());
      assertThat(before).isCompleted();
      assertThat(after).isCompleted();
      assertThat(other).isCompleted();
    }
    assertThat(meters.get("nearline.batch.splits").counter().count()).isEqualTo(4);
  }

  @Test
  void answersAllButTheOneWhoseAnswerCannotBeMade() {
    fill();
    CompletableFuture<String> bad = submit("a", Nature.UNANSWERABLE, 100);
    CompletableFuture<String> good = submit("a");
    work.begun.get(0).end();
    work.begun.get(1).end();

    assertThat(failure(bad)).hasMessage("UNANSWERABLE");
    assertThat(good).isCompletedWithValue("a3");
  }

  @Test
  void whatIsPinotsStateFailsAllOfTheBatchAndNobodyElse() {
    fill();
    CompletableFuture<String> one = submit("a");
    CompletableFuture<String> two = submit("a");
    CompletableFuture<String> other = submit("b");
    work.begun.get(0).end();
    work.begun.get(1).fail(Kind.UNREACHABLE);

    assertThat(kind(one)).isEqualTo(Kind.UNREACHABLE);
    assertThat(kind(two)).isEqualTo(Kind.UNREACHABLE);
    work.begun.get(1).end();
    assertThat(other).isCompletedWithValue("b4");
  }

  @Test
  void whatTakesTooLongHoldsNobodyUp() {
    fill();
    CompletableFuture<String> waiting = submit("a", Nature.HARMLESS, 5000);

    time.pass(Places.MOST_PATIENCE.minusMillis(1));
    assertThat(inFlight()).hasSize(2);
    time.pass(Duration.ofMillis(2));
    assertThat(inFlight()).hasSize(3);
    assertThat(gauge("nearline.batch.statements")).isEqualTo(3);
    work.begun.get(2).end();
    assertThat(waiting).isCompletedWithValue("a2");
    work.begun.get(0).end();
    work.begun.get(0).end();
    assertThat(gauge("nearline.batch.statements")).isZero();
  }

  @Test
  void whereAllTakeShortOneIsSoonTooSlow() {
    for (int i = 0; i < 100; i++) {
      submit("a");
      time.pass(Duration.ofMillis(1));
      work.begun.get(0).end();
    }
    fill();
    CompletableFuture<String> waiting = submit("a", Nature.HARMLESS, 5000);

    time.pass(Places.LEAST_PATIENCE.minusMillis(1));
    assertThat(waiting).isNotDone();
    assertThat(inFlight()).hasSize(2);
    time.pass(Duration.ofMillis(2));
    assertThat(inFlight()).hasSize(3);
  }

  @Test
  void whereAllTakeLongNobodyIsTooSlow() {
    for (int i = 0; i < 50; i++) {
      submit("a", Nature.HARMLESS, 5000);
      time.pass(Duration.ofMillis(100));
      work.begun.get(0).end();
    }
    submit("a", Nature.HARMLESS, 5000);
    submit("a", Nature.HARMLESS, 5000);
    submit("a", Nature.HARMLESS, 5000);

    time.pass(Duration.ofMillis(350));
    assertThat(inFlight()).hasSize(2);
    time.pass(Duration.ofMillis(60));
    assertThat(inFlight()).hasSize(3);
  }

  @Test
  void whatIsOverAtOnceNestsNoDeeperForALongQueue() {
    int many = 20_000;
    fill();
    List<CompletableFuture<String>> answers =
        IntStream.range(0, many).mapToObj(i -> submit("g" + i)).toList();
    work.atOnce = true;
    work.begun.get(0).end();
    work.begun.get(0).end();

    assertThat(answers).allMatch(CompletableFuture::isDone);
  }
}

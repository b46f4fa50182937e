package io.nearline.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.server.batch.FakeWork.Begun;
import io.nearline.server.batch.FakeWork.Call;
import io.nearline.server.batch.FakeWork.Nature;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Callers who would have to wait, and ask for what is in flight already. */
class SharedAnswersTest {
  private static final Duration LONG = Duration.ofSeconds(1);

  private final FakeTime time = new FakeTime();
  private final FakeWork work = new FakeWork();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private int calls;

  private final Coalescer<Call, String> coalescer = coalescer(1, 100);

  private Coalescer<Call, String> coalescer(int inFlight, int waiting) {
    return new Coalescer<>(
        "nearline.batch",
        work,
        new StatementLimit(inFlight, inFlight, time),
        new QueueLimit(waiting, waiting),
        time,
        time,
        meters);
  }

  @CanIgnoreReturnValue
  private CompletableFuture<String> ask(String question) {
    return ask(coalescer, question, Nature.HARMLESS, LONG);
  }

  @CanIgnoreReturnValue
  private CompletableFuture<String> ask(
      Coalescer<Call, String> asked, String question, Nature nature, Duration deadline) {
    work.questions.put(calls, question);
    return asked.submit(new Call("a", calls++, nature, 1, Deadline.after(deadline, time)));
  }

  @CanIgnoreReturnValue
  private CompletableFuture<String> askForItself() {
    return coalescer.submit(new Call("a", calls++, Nature.HARMLESS, 1, Deadline.after(LONG, time)));
  }

  private List<List<Integer>> inFlight() {
    return work.begun.stream().map(Begun::numbers).toList();
  }

  @Test
  void whoAsksForWhatIsInFlightIsGivenItsAnswer() {
    CompletableFuture<String> first = ask("hot");
    CompletableFuture<String> same = ask("hot");
    CompletableFuture<String> other = ask("cold");

    work.begun.get(0).end();
    assertThat(List.of(first.join(), same.join())).containsExactly("a0", "a0");
    assertThat(inFlight()).containsExactly(List.of(2));
    work.begun.get(0).end();
    assertThat(other).isCompletedWithValue("a2");
    assertThat(meters.get("nearline.batch.shared").counter().count()).isEqualTo(1);
    assertThat(meters.get("nearline.batch.queued").gauge().value()).isZero();
  }

  @Test
  void whatIsOverIsNotSharedAnyMore() {
    ask("hot");
    ask("cold");
    work.begun.get(0).end();
    CompletableFuture<String> late = ask("hot");

    assertThat(inFlight()).containsExactly(List.of(1));
    work.begun.get(0).end();
    assertThat(inFlight()).containsExactly(List.of(2));
    work.begun.get(0).end();
    assertThat(late).isCompletedWithValue("a2");
  }

  @Test
  void whatIsOverIsNotSharedEvenWhileThereIsNoPlace() {
    Coalescer<Call, String> wide = coalescer(2, 100);
    work.whenBegun =
        first -> {
          work.whenBegun = any -> {};
          ask(wide, "last", Nature.HARMLESS, LONG);
        };
    CompletableFuture<String> wideCall =
        wide.submit(new Call("a", calls++, Nature.HARMLESS, 2, Deadline.after(LONG, time)));
    CompletableFuture<String> waits = ask(wide, "other", Nature.HARMLESS, LONG);
    assertThat(inFlight()).containsExactly(List.of(0), List.of(1));
    work.begun.get(1).end();

    CompletableFuture<String> late = ask(wide, "last", Nature.HARMLESS, LONG);
    assertThat(late).isNotDone();
    work.begun.get(0).end();
    work.begun.get(0).end();
    assertThat(List.of(wideCall.join(), waits.join(), late.join()))
        .containsExactly("a0", "a2", "a3");
  }

  @Test
  void whoCanBeSentAtOnceIs() {
    Coalescer<Call, String> wide = coalescer(2, 100);
    ask(wide, "hot", Nature.HARMLESS, LONG);
    ask(wide, "hot", Nature.HARMLESS, LONG);

    assertThat(inFlight()).containsExactly(List.of(0), List.of(1));
  }

  @Test
  void nobodyIsGivenAnAnswerOfAnEarlierInstantThanSomebodyBefore() {
    Coalescer<Call, String> wide = coalescer(2, 100);
    ask(wide, "hot", Nature.HARMLESS, LONG);
    ask(wide, "cold", Nature.HARMLESS, LONG);
    CompletableFuture<String> waits = ask(wide, "hot", Nature.HARMLESS, LONG);
    CompletableFuture<String> shares = ask(wide, "cold", Nature.HARMLESS, LONG);

    work.begun.get(0).end();
    assertThat(waits).isNotDone();
    work.begun.get(0).end();
    assertThat(shares).isCompletedWithValue("a1");
    work.begun.get(0).end();
    assertThat(waits).isCompletedWithValue("a2");
  }

  @Test
  void whoWantsAnAnswerOfItsOwnWaitsForIt() {
    askForItself();
    askForItself();
    work.begun.get(0).end();

    assertThat(inFlight()).containsExactly(List.of(1));
  }

  @Test
  void whereTheOtherCancelsOrFailsOneIsAskedByItself() {
    CompletableFuture<String> cancels = ask("hot");
    CompletableFuture<String> same = ask("hot");
    cancels.cancel(false);
    assertThat(same).isNotDone();
    work.begun.get(0).end();
    assertThat(inFlight()).containsExactly(List.of(1));
    work.begun.get(0).end();
    assertThat(same).isCompletedWithValue("a1");

    CompletableFuture<String> fails = ask(coalescer, "hot", Nature.UNANSWERABLE, LONG);
    CompletableFuture<String> harmless = ask("hot");
    work.begun.get(0).end();
    assertThat(fails).isCompletedExceptionally();
    work.begun.get(0).end();
    assertThat(harmless).isCompletedWithValue("a3");
  }

  @Test
  void whereTheOtherIsLateOneWaitsOn() {
    CompletableFuture<String> hasty = ask("first");
    work.begun.get(0).end();
    assertThat(hasty).isDone();
    ask("other");
    CompletableFuture<String> other = ask(coalescer, "hot", Nature.HARMLESS, Duration.ofMillis(20));
    work.begun.get(0).end();
    CompletableFuture<String> same = ask("hot");
    time.pass(Duration.ofMillis(30));

    assertThat(other).isCompletedExceptionally();
    assertThat(same).isNotDone();
    work.begun.get(0).end();
    work.begun.get(0).end();
    assertThat(same).isCompletedWithValue("a3");
  }

  @Test
  void onesOwnDeadlineAndCancellationAreNobodyElses() {
    CompletableFuture<String> first = ask("hot");
    CompletableFuture<String> hasty = ask(coalescer, "hot", Nature.HARMLESS, Duration.ofMillis(20));
    CompletableFuture<String> cancels = ask("hot");
    cancels.cancel(false);
    time.pass(Duration.ofMillis(30));

    assertThat(hasty.handle((answer, failure) -> ((PinotException) failure).kind()).join())
        .isEqualTo(Kind.TIMEOUT);
    assertThat(first).isNotDone();
    work.begun.get(0).end();
    assertThat(first).isCompletedWithValue("a0");
    assertThat(work.begun).isEmpty();
  }

  @Test
  void whereTheQueueIsFullWhoNeedNotWaitIsStillAnswered() {
    Coalescer<Call, String> narrow = coalescer(1, 1);
    CompletableFuture<String> first = ask(narrow, "hot", Nature.UNANSWERABLE, LONG);
    ask(narrow, "cold", Nature.HARMLESS, LONG);
    CompletableFuture<String> refused = ask(narrow, "tepid", Nature.HARMLESS, LONG);
    CompletableFuture<String> shares = ask(narrow, "hot", Nature.HARMLESS, LONG);

    assertThat(refused).isCompletedExceptionally();
    assertThat(shares).isNotDone();
    work.begun.get(0).end();
    assertThat(first).isCompletedExceptionally();
    work.begun.get(0).end();
    work.begun.get(0).end();
    assertThat(shares).isCompletedWithValue("a3");
  }
}

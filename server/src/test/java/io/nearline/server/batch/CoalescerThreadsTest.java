package io.nearline.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.server.batch.FakeWork.Call;
import io.nearline.server.batch.FakeWork.Nature;
import io.nearline.server.pinot.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Callers on several threads, over work that ends on others. */
class CoalescerThreadsTest {
  private static final int THREADS = 4;
  private static final int CALLS = 20_000;

  private final ExecutorService pinot = Executors.newFixedThreadPool(2);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Coalescer<Call, String> coalescer =
      Coalescer.between(
          "nearline.batch",
          2,
          4,
          new QueueLimit(CALLS, CALLS),
          new FakeWork() {
            @Override
            public Started<String> start(
                List<Call> calls, Deadline deadline, BooleanSupplier isWanted) {
              Begun work = new Begun(calls, deadline, isWanted);
              pinot.execute(
                  () -> {
                    work.endOne();
                    work.over.complete(null);
                  });
              return work;
            }
          },
          meters);

  @Test
  void everyCallIsAnsweredAndNothingIsLeft() throws Exception {
    List<CompletableFuture<Void>> callers = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int first = thread * CALLS;
      callers.add(CompletableFuture.runAsync(() -> call(first), task -> new Thread(task).start()));
    }
    for (CompletableFuture<Void> caller : callers) {
      caller.get(60, TimeUnit.SECONDS);
    }
    pinot.shutdown();

    assertThat(pinot.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(meters.get("nearline.batch.queued").gauge().value()).isZero();
    assertThat(meters.get("nearline.batch.statements").gauge().value()).isZero();
    assertThat(meters.get("nearline.batch.calls").summary().max()).isGreaterThan(1);
  }

  /** Keeps a few calls on their way, and gives up every seventh. */
  private void call(int first) {
    List<CompletableFuture<Boolean>> right = new ArrayList<>();
    for (int number = first; number < first + CALLS; number++) {
      Deadline deadline = Deadline.after(Duration.ofMinutes(1));
      Call call =
          new Call(number % 3 == 0 ? "a" : "b", number, Nature.HARMLESS, 1 + number % 2, deadline);
      CompletableFuture<String> answer = coalescer.submit(call);
      if (number % 7 == 0) {
        answer.cancel(false);
      } else {
        right.add(answer.thenApply(text -> text.equals(FakeWork.answer(call))));
      }
      if (right.size() == 8) {
        right.forEach(one -> assertThat(one.join()).isTrue());
        right.clear();
      }
    }
    right.forEach(one -> assertThat(one.join()).isTrue());
  }
}

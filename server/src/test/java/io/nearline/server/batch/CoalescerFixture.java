package io.nearline.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.MeterRegistry;
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

/** A coalescer that lets two statements fly, over work and time that a test steers. */
abstract class CoalescerFixture {
  final FakeTime time = new FakeTime();
  final FakeWork work = new FakeWork();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Coalescer<Call, String> coalescer = coalescer(new QueueLimit(100_000, 100_000), meters);
  int calls;

  Coalescer<Call, String> coalescer(QueueLimit queueLimit, MeterRegistry registry) {
    return new Coalescer<>(
        "nearline.batch", work, new StatementLimit(2, 2, time), queueLimit, time, time, registry);
  }

  @CanIgnoreReturnValue
  CompletableFuture<String> submit(String group) {
    return submit(group, Nature.HARMLESS, 100);
  }

  @CanIgnoreReturnValue
  CompletableFuture<String> submit(String group, Nature nature, int deadlineMillis) {
    Deadline deadline = Deadline.after(Duration.ofMillis(deadlineMillis), time);
    return coalescer.submit(new Call(group, calls++, nature, 1, deadline));
  }

  List<List<Integer>> inFlight() {
    return work.begun.stream().map(Begun::numbers).toList();
  }

  double gauge(String name) {
    return meters.get(name).gauge().value();
  }

  static Throwable failure(CompletableFuture<String> answer) {
    assertThat(answer).isCompletedExceptionally();
    return answer.handle((value, failure) -> failure).join();
  }

  static Kind kind(CompletableFuture<String> answer) {
    return ((PinotException) failure(answer)).kind();
  }

  void fill() {
    submit("x");
    submit("x");
  }
}

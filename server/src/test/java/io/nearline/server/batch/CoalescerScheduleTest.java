package io.nearline.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.server.batch.FakeWork.Begun;
import io.nearline.server.batch.FakeWork.Call;
import io.nearline.server.batch.FakeWork.Nature;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Thousands of schedules, made up from seeds: calls come, cancel and run out of time, batches end
 * and fail, in any order. Whatever the order, each call gets what it would get alone.
 */
class CoalescerScheduleTest {
  private static final long SEED = Long.getLong("nearline.seed", 20260103L);
  private static final int SCHEDULES = 5000;
  private static final int STEPS = 60;
  private static final List<Nature> NATURES = List.of(Nature.values());

  /** One call and all that was done to it. */
  private static final class Asked {
    final Call call;
    final CompletableFuture<String> answer;
    int completions;
    boolean cancelled;

    /** Whether as many waited as may, when it came. */
    final boolean foundFull;

    /** What Pinot's state failed it with: shared with those that it flew with. */
    boolean sawPinotFail;

    Asked(Call call, boolean foundFull, CompletableFuture<String> answer) {
      this.call = call;
      this.foundFull = foundFull;
      this.answer = answer;
      var unused = answer.whenComplete((value, failure) -> completions++);
    }
  }

  private static final class Schedule {
    final Random random;
    final FakeTime time = new FakeTime();
    final FakeWork work = new FakeWork();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final int most;
    final int mostWaiting;
    final Coalescer<Call, String> coalescer;
    final List<Asked> all = new ArrayList<>();

    Schedule(long seed) {
      random = new Random(seed);
      int least = 1 + random.nextInt(3);
      most = least + random.nextInt(3);
      mostWaiting = 2 + random.nextInt(20);
      coalescer =
          new Coalescer<>(
              "nearline.batch",
              work,
              new StatementLimit(least, most, time),
              new QueueLimit(mostWaiting, 1000),
              time,
              time,
              meters);
    }

    void run() {
      work.whenBegun = this::checkBegun;
      for (int i = 0; i < STEPS; i++) {
        step();
      }
      while (!work.begun.isEmpty()) {
        work.begun.get(random.nextInt(work.begun.size())).end();
      }
      all.forEach(this::checkAnswer);
      assertThat(gauge("nearline.batch.queued")).isZero();
      assertThat(gauge("nearline.batch.statements")).isZero();
      time.pass(Duration.ofSeconds(2));
      assertThat(time.alarms()).isZero();
    }

    void step() {
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> submit();
        case 4 -> {
          if (!all.isEmpty()) {
            Asked asked = all.get(random.nextInt(all.size()));
            asked.cancelled |= asked.answer.cancel(false);
          }
        }
        case 5 -> {
          if (!work.begun.isEmpty()) {
            work.begun.get(random.nextInt(work.begun.size())).endOne();
          }
        }
        case 6 -> time.pass(Duration.ofMillis(random.nextInt(30)));
        case 7 -> {
          if (!work.begun.isEmpty() && random.nextBoolean()) {
            Begun begun = work.begun.get(random.nextInt(work.begun.size()));
            all.stream()
                .filter(asked -> begun.calls.contains(asked.call))
                .forEach(asked -> asked.sawPinotFail = true);
            begun.fail(Kind.UNREACHABLE);
          }
        }
        default -> {
          if (!work.begun.isEmpty()) {
            work.begun.get(random.nextInt(work.begun.size())).end();
          }
        }
      }
    }

    void submit() {
      Nature nature =
          random.nextInt(3) > 0 ? Nature.HARMLESS : NATURES.get(random.nextInt(NATURES.size()));
      Call call =
          new Call(
              "abc".charAt(random.nextInt(3)) + "",
              all.size(),
              nature,
              1 + random.nextInt(3),
              Deadline.after(Duration.ofMillis(1 + random.nextInt(200)), time));
      work.atOnce = random.nextInt(20) == 0;
      boolean full = gauge("nearline.batch.queued") >= mostWaiting;
      all.add(new Asked(call, full, coalescer.submit(call)));
      work.atOnce = false;
    }

    /** All that is begun is of one group, in time, wanted, and within the limit. */
    void checkBegun(Begun begun) {
      assertThat(begun.calls).extracting(Call::group).containsOnly(begun.calls.get(0).group());
      assertThat(begun.numbers()).doesNotHaveDuplicates();
      assertThat(begun.calls).hasSizeLessThanOrEqualTo(FakeWork.MOST_TOGETHER);
      if (begun.calls.size() > 1) {
        assertThat(begun.calls)
            .allMatch(call -> call.deadline().remainingMillis() > 0 && !isAnswered(call.number()));
      }
      long latest =
          begun.calls.stream().mapToLong(call -> call.deadline().remainingMillis()).max().orElse(0);
      assertThat(begun.deadline.remainingMillis()).isEqualTo(latest);
      int others = work.begun.stream().filter(other -> other != begun).mapToInt(Begun::left).sum();
      assertThat(others).isLessThan(most);
    }

    /** The call that is just coming has no answer to look at. */
    boolean isAnswered(int number) {
      return number < all.size() && all.get(number).answer.isDone();
    }

    void checkAnswer(Asked asked) {
      assertThat(asked.answer).isDone();
      assertThat(asked.completions).isEqualTo(1);
      Throwable failure = asked.answer.handle((value, reason) -> reason).join();
      if (failure == null) {
        String answer = FakeWork.answer(asked.call);
        assertThat(asked.answer.join())
            .isIn(answer, asked.call.nature() == Nature.PARTIAL ? "part of " + answer : answer);
        assertThat(asked.call.nature()).isIn(Nature.HARMLESS, Nature.PARTIAL);
        assertThat(asked.cancelled).isFalse();
      } else if (asked.cancelled) {
        assertThat(failure).isInstanceOf(CancellationException.class);
      } else if (failure instanceof PinotException pinot && pinot.kind() == Kind.TIMEOUT) {
        assertThat(asked.call.deadline().remainingMillis()).isLessThanOrEqualTo(0);
      } else if (failure instanceof PinotException pinot && pinot.kind() == Kind.OVERLOADED) {
        assertThat(asked.foundFull).isTrue();
      } else if (failure instanceof PinotException pinot && pinot.kind() == Kind.UNREACHABLE) {
        assertThat(asked.sawPinotFail).isTrue();
      } else {
        assertThat(failure).hasMessage(asked.call.nature().name());
      }
    }

    double gauge(String name) {
      return meters.get(name).gauge().value();
    }
  }

  @Test
  void everyCallGetsOnceWhatItWouldGetAlone() {
    for (long seed = SEED; seed < SEED + SCHEDULES; seed++) {
      try {
        new Schedule(seed).run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dnearline.seed=" + seed, e);
      }
    }
  }
}

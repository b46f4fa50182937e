package io.nearline.server.pinot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.server.pinot.PinotException.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BrokerPoolTest {
  private static final BrokerAddress A = new BrokerAddress("a", 1);
  private static final BrokerAddress B = new BrokerAddress("b", 2);
  private static final PinotSql SQL = new PinotSql("actions", "SELECT 1");
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final BrokerAnswer NOBODY = new Answers.Builder().queried(0).responded(0).build();

  private final FakeTransport transport = new FakeTransport();
  private long nanos;

  private final BrokerPool pool =
      new BrokerPool(BrokerDirectory.of(List.of(A, B)), transport, PAUSE, () -> nanos);

  private static final class FakeTransport implements BrokerTransport {
    final List<BrokerAddress> asked = new ArrayList<>();
    final List<String> statements = new ArrayList<>();
    final Map<BrokerAddress, Supplier<CompletionStage<BrokerAnswer>>> behaviours = new HashMap<>();

    @Override
    public CompletionStage<BrokerAnswer> send(BrokerAddress broker, String sql) {
      asked.add(broker);
      statements.add(sql);
      return behaviours.getOrDefault(broker, () -> answer(Answers.whole("[[1]]"))).get();
    }

    @Override
    public void close() {}
  }

  private static CompletionStage<BrokerAnswer> answer(BrokerAnswer answer) {
    return CompletableFuture.completedFuture(answer);
  }

  private static CompletionStage<BrokerAnswer> refused() {
    return CompletableFuture.failedFuture(
        new PinotException(Kind.UNREACHABLE, "broker can't be reached: connection refused"));
  }

  private PinotTable ask() {
    return Outcome.of(pool.query(SQL, Deadline.after(Duration.ofSeconds(10))));
  }

  private PinotException askInVain(Duration time) {
    return Outcome.failure(pool.query(SQL, Deadline.after(time)));
  }

  /** A deadline that is never past when a statement is sent, however long that has taken. */
  private static Deadline withPatience(long millis) {
    return Deadline.after(Duration.ofMillis(millis), () -> 0);
  }

  @Test
  void brokersTakeTurns() {
    ask();
    ask();
    ask();

    assertThat(transport.asked).containsExactly(A, B, A);
  }

  @Test
  void everyStatementCarriesTheTimeThatRemains() {
    Outcome.of(pool.query(SQL, Deadline.after(Duration.ofMillis(1500), () -> 0)));

    assertThat(transport.statements).containsExactly("SET timeoutMs=1500; SELECT 1");
  }

  @Test
  void oneBrokerDownIsNoOutage() {
    transport.behaviours.put(A, BrokerPoolTest::refused);

    for (int i = 0; i < 10; i++) {
      assertThat(ask().int64(0, 0)).isEqualTo(1);
    }

    assertThat(transport.asked.stream().filter(A::equals)).hasSize(1);
  }

  @Test
  void brokerThatFailedIsTriedAgainAfterThePause() {
    transport.behaviours.put(A, BrokerPoolTest::refused);
    ask();
    ask();
    transport.behaviours.clear();
    transport.asked.clear();

    ask();
    ask();
    assertThat(transport.asked).doesNotContain(A);
    nanos += PAUSE.toNanos();
    ask();
    ask();
    assertThat(transport.asked).contains(A);
  }

  @Test
  void noRowsWhenABrokerNeedsNoServerThoughItHasSome() {
    Queue<BrokerAnswer> answers = new ArrayDeque<>(List.of(NOBODY, Answers.whole("[[7]]")));
    transport.behaviours.put(A, () -> answer(answers.remove()));

    assertThat(ask().rows()).isZero();
    assertThat(transport.asked).containsExactly(A, A);
    assertThat(transport.statements.get(1)).endsWith("; SELECT COUNT(*) FROM \"actions\" LIMIT 1");
  }

  @Test
  void brokerWithoutServersHasNoEmptyAnswer() {
    transport.behaviours.put(A, () -> answer(NOBODY));

    assertThat(ask().int64(0, 0)).isEqualTo(1);
    assertThat(transport.asked).containsExactly(A, A, B);
  }

  @Test
  void noBrokerHasServers() {
    for (BrokerAnswer second :
        List.of(
            NOBODY,
            Answers.fault(305),
            new Answers.Builder().rows("[[7]]").fault(305, "2 segments").build())) {
      Queue<BrokerAnswer> answers = new ArrayDeque<>(List.of(NOBODY, second, NOBODY, second));
      transport.behaviours.put(A, () -> answer(answers.remove()));
      transport.behaviours.put(B, () -> answer(answers.remove()));

      PinotException failure = askInVain(Duration.ofSeconds(10));

      assertThat(failure).isNotInstanceOf(PartialAnswerException.class);
      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(answers).isEmpty();
    }
  }

  @Test
  void allBrokersDown() {
    transport.behaviours.put(A, BrokerPoolTest::refused);
    transport.behaviours.put(B, BrokerPoolTest::refused);

    assertThat(askInVain(Duration.ofSeconds(10)).kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(transport.asked).containsExactlyInAnyOrder(A, B);

    transport.behaviours.clear();
    assertThat(ask().rows()).isEqualTo(1);
  }

  @Test
  void garbageOfOneBrokerIsAskedOfTheOther() {
    transport.behaviours.put(A, () -> answer(new Answers.Builder().build()));

    assertThat(ask().rows()).isEqualTo(1);
    assertThat(transport.asked).containsExactly(A, B);
  }

  @Test
  void defectOfThisSideIsNoBrokersFailure() {
    IllegalStateException defect = new IllegalStateException("a defect");
    transport.behaviours.put(A, () -> CompletableFuture.failedFuture(defect));
    transport.behaviours.put(
        B,
        () -> {
          throw defect;
        });

    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(this::ask).isInstanceOf(CompletionException.class).hasCause(defect);
    }

    assertThat(transport.asked).containsExactly(A, B, A, B);
  }

  @Test
  void onlyOneStatementAPauseTriesABrokerThatFailed() {
    transport.behaviours.put(A, BrokerPoolTest::refused);
    ask();
    transport.behaviours.put(A, CompletableFuture::new);

    for (int pause = 0; pause < 3; pause++) {
      nanos += PAUSE.toNanos();
      transport.asked.clear();
      for (int i = 0; i < 10; i++) {
        var unused = pool.query(SQL, Deadline.after(Duration.ofSeconds(10)));
      }
      assertThat(transport.asked).hasSize(10);
      assertThat(transport.asked.stream().filter(A::equals)).hasSize(1);
    }
  }

  @Test
  void timeoutOfAnImpatientCallerIsNoBrokersFailure() {
    transport.behaviours.put(A, CompletableFuture::new);

    for (int i = 0; i < 10; i++) {
      CompletionStage<PinotTable> rows =
          pool.query(SQL, withPatience(BrokerPool.LEAST_PATIENCE_MILLIS - 90));
      if (i % 2 == 0) {
        assertThat(Outcome.failure(rows).kind()).isEqualTo(Kind.TIMEOUT);
      }
    }

    assertThat(transport.asked.stream().filter(A::equals)).hasSize(5);
  }

  @Test
  void brokerThatHasNoRouteYetPassesTheStatementOn() {
    transport.behaviours.put(A, () -> answer(Answers.fault(410)));

    assertThat(ask().rows()).isEqualTo(1);
    assertThat(transport.asked).containsExactly(A, B);
  }

  @Test
  void refusedStatementIsNotAskedAgain() {
    transport.behaviours.put(A, () -> answer(Answers.fault(150)));

    assertThat(askInVain(Duration.ofSeconds(10)).kind()).isEqualTo(Kind.REFUSED);
    assertThat(transport.asked).containsExactly(A);
  }

  @Test
  void partialAnswerIsAFailureWithRows() {
    transport.behaviours.put(
        A, () -> answer(new Answers.Builder().rows("[[7]]").responded(1).build()));

    PinotException failure = askInVain(Duration.ofSeconds(10));

    assertThat(failure).isInstanceOf(PartialAnswerException.class);
    assertThat(((PartialAnswerException) failure).rows().int64(0, 0)).isEqualTo(7);
  }

  @Test
  void silentBrokerEndsWithTheDeadlineAndIsLeftOutAfterThree() {
    transport.behaviours.put(A, CompletableFuture::new);

    for (int i = 0; i < 5; i++) {
      CompletionStage<PinotTable> rows =
          pool.query(SQL, withPatience(BrokerPool.LEAST_PATIENCE_MILLIS + 50));
      if (i % 2 == 0) {
        assertThat(Outcome.failure(rows).kind()).isEqualTo(Kind.TIMEOUT);
      }
    }

    assertThat(transport.asked).containsExactly(A, B, A, B, A);
    ask();
    ask();
    assertThat(transport.asked.subList(5, 7)).containsExactly(B, B);
  }

  @Test
  void statementPastItsDeadlineIsNotSent() {
    assertThat(askInVain(Duration.ZERO).kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(transport.asked).isEmpty();
  }

  @Test
  void noBrokerKnown() {
    BrokerPool none = new BrokerPool(BrokerDirectory.of(List.of()), transport, PAUSE, () -> nanos);

    PinotException failure =
        Outcome.failure(none.query(SQL, Deadline.after(Duration.ofSeconds(1))));

    assertThat(failure).hasMessageContaining("no broker known");
  }
}

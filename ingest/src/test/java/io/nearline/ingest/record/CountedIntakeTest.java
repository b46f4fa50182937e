package io.nearline.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.ingest.record.RefusedCallException.Kind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CountedIntakeTest {
  private static final Judgement.Accepted ACCEPTED =
      new Judgement.Accepted("e", new byte[0], new byte[0], List.of());
  private static final Judgement.Rejected REJECTED =
      new Judgement.Rejected(List.of(new Fault("actor", "bob")), List.of());

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CompletableFuture<List<Judgement>> answer = new CompletableFuture<>();

  private final ActionIntake intake =
      new CountedIntake((count, bytes, actions) -> answer, registry);

  private double recorded(String outcome) {
    return registry.get("nearline.ingest.recorded").tag("outcome", outcome).counter().count();
  }

  private double refused(String reason) {
    return registry.get("nearline.ingest.record.refused").tag("reason", reason).counter().count();
  }

  @Test
  void countsVerdictsOnceTheyAreGiven() {
    CompletableFuture<List<Judgement>> told = intake.record(3, 10, List::of);
    assertThat(recorded("accepted") + recorded("rejected")).isZero();

    answer.complete(List.of(ACCEPTED, REJECTED, ACCEPTED));

    assertThat(told).isCompleted();
    assertThat(recorded("accepted")).isEqualTo(2);
    assertThat(recorded("rejected")).isEqualTo(1);
  }

  @Test
  void countsCallsThatAreRefused() {
    answer.completeExceptionally(new RefusedCallException(Kind.OVERLOADED, "full"));

    assertThat(intake.record(3, 10, List::of)).isCompletedExceptionally();
    assertThat(refused("overloaded")).isEqualTo(1);
    assertThat(refused("unavailable") + recorded("accepted") + recorded("rejected")).isZero();
  }

  @Test
  void cancellingIsHeard() {
    intake.record(1, 10, List::of).cancel(false);

    assertThat(answer).isCancelled();
  }
}

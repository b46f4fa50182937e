package io.nearline.server.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Items;
import io.nearline.server.FakeBroker;
import io.nearline.server.Samples;
import io.nearline.server.batch.Lookup.Completeness;
import io.nearline.server.config.Coalescing;
import io.nearline.server.config.Limits;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.pinot.PinotTable;
import io.nearline.server.plan.Plan;
import io.nearline.server.plan.Planner;
import io.nearline.server.plan.RowForm;
import io.nearline.server.plan.Selection;
import io.nearline.server.sql.EntityKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Callers who ask for an entity that is known for more rows than a fetch may bring. */
class HeavyEntitiesTest {
  private static final long HEAVY = 7;

  private final FakeBroker broker = new FakeBroker();
  private final List<CompletableFuture<PinotTable>> answers = new ArrayList<>();
  private FeatureBatches batches = batches(1);
  private final Plan plan =
      new Planner(Samples.catalogue(), Limits.DEFAULTS.rows(), Limits.DEFAULTS.groups())
          .plan(new Selection.Features(List.of("jobs.applies_1h")), false);

  HeavyEntitiesTest() {
    broker.end(
        sql -> {
          answers.add(new CompletableFuture<>());
          return answers.get(answers.size() - 1);
        });
  }

  private FeatureBatches batches(int inFlight) {
    return FeatureBatches.of(
        broker,
        Limits.DEFAULTS.withInFlight(inFlight, inFlight),
        Coalescing.ON,
        Clock.systemUTC(),
        new SimpleMeterRegistry());
  }

  private void know(long actor) {
    RowForm rows = plan.lookups().get(0).rows().orElseThrow();
    rows.history()
        .filled(
            EntityKeys.of(Items.of(actor)), Answers.table(List.of("actor"), "[[" + actor + "]]"));
  }

  @CanIgnoreReturnValue
  private CompletableFuture<FeatureResult> ask(OptionalLong asOf, long... actors) {
    return batches.submit(
        new BoundRequest(
            plan,
            List.of(List.of(Items.of(actors))),
            RequestValues.NONE,
            asOf,
            Optional.empty(),
            Completeness.ALL_OR_NOTHING,
            Deadline.after(Duration.ofMinutes(1))));
  }

  @CanIgnoreReturnValue
  private CompletableFuture<FeatureResult> ask(long... actors) {
    return ask(OptionalLong.empty(), actors);
  }

  private String statement(int index) {
    return broker.statements().get(index).text();
  }

  private void answer(int statement) {
    answers.get(statement).complete(Answers.table(List.of("actor", "1h"), "[]"));
  }

  @Test
  void heavyOneIsAskedForApart() {
    know(HEAVY);
    CompletableFuture<FeatureResult> first = ask(1);
    CompletableFuture<FeatureResult> heavy = ask(HEAVY);
    CompletableFuture<FeatureResult> second = ask(2);
    CompletableFuture<FeatureResult> third = ask(3);

    answer(0);
    assertThat(first).isCompleted();
    assertThat(statement(1)).contains("(7)", "\"count\"").doesNotContain("GROUP BY");
    answer(1);
    assertThat(heavy).isCompleted();
    assertThat(statement(2)).contains("(2, 3)").doesNotContain("\"count\"");
    answer(2);
    assertThat(List.of(second, third)).allMatch(CompletableFuture::isDone);
  }

  @Test
  void whoAsksForItWhileItIsInFlightSharesItsAnswerWhateverElseWasSentSince() {
    know(HEAVY);
    batches = batches(2);
    CompletableFuture<FeatureResult> heavy = ask(HEAVY);
    ask(1);
    CompletableFuture<FeatureResult> same = ask(HEAVY);

    answer(0);
    assertThat(same.join()).isEqualTo(heavy.join());
    assertThat(broker.statements()).hasSize(2);
  }

  @Test
  void aloneItIsAggregatedWithoutGroups() {
    know(HEAVY);
    CompletableFuture<FeatureResult> heavy = ask(HEAVY);
    answers.get(0).complete(Answers.table(List.of("1h"), "[[70]]"));

    assertThat(statement(0)).startsWith("SELECT \"count\"(*) FROM").endsWith(" LIMIT 2");
    assertThat(String.valueOf(heavy.join().vectors().get(0).value(0))).contains("70");
  }

  @Test
  void withOthersOrAtAGivenInstantItIsAggregatedInGroups() {
    know(HEAVY);
    batches = batches(2);
    ask(HEAVY, 2);
    ask(OptionalLong.of(1_000_000_000_000L), HEAVY);

    assertThat(statement(0)).contains("(7, 2)", "GROUP BY");
    assertThat(statement(1)).contains("(7)", "GROUP BY");
  }

  @Test
  void onlyCallsOfOneEntityAreApart() {
    know(HEAVY);
    ask(1);
    ask(HEAVY, 2);
    ask(3);

    answer(0);
    assertThat(statement(1)).contains("(7, 2, 3)");
  }

  @Test
  void whatIsAggregatedAnywayIsNotApart() {
    know(HEAVY);
    OptionalLong asOf = OptionalLong.of(1_000_000_000_000L);
    ask(1);
    ask(asOf, HEAVY);
    ask(asOf, 2);

    answer(0);
    assertThat(statement(1)).contains("(7, 2)");
  }
}

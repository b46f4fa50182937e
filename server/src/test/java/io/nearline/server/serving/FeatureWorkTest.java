package io.nearline.server.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Items;
import io.nearline.server.FakeBroker;
import io.nearline.server.Samples;
import io.nearline.server.batch.BatchWork.Started;
import io.nearline.server.batch.Lookup.Completeness;
import io.nearline.server.config.Coalescing;
import io.nearline.server.config.Limits;
import io.nearline.server.heartbeat.Freshness;
import io.nearline.server.partition.Partitions;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotException.Kind;
import io.nearline.server.pinot.PinotSql;
import io.nearline.server.pinot.PinotTable;
import io.nearline.server.plan.Plan;
import io.nearline.server.plan.Planner;
import io.nearline.server.plan.RowForm;
import io.nearline.server.plan.Selection;
import io.nearline.server.sql.EntityKeys;
import io.nearline.server.sql.Partitioning;
import io.nearline.server.vector.ValueState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a batch of requests sends, and what its callers get who can't wait. */
class FeatureWorkTest {
  private static final Limits LIMITS = Limits.DEFAULTS.withInFlight(1, 1);
  private static final Clock CLOCK = Clock.systemUTC();

  private final FakeBroker broker = new FakeBroker();
  private final FeatureWork work =
      new FeatureWork(broker, LIMITS, CLOCK, Freshness.UNTOLD, Partitions.UNTOLD);

  /** Two statements, or one fetch. */
  private final Plan counts = plan("jobs.applies_1h", "jobs.geos_24h");

  private static Plan plan(String... features) {
    return new Planner(Samples.catalogue(), LIMITS.rows(), LIMITS.groups())
        .plan(new Selection.Features(List.of(features)), false);
  }

  private static BoundRequest request(Plan plan, List<List<Items>> columns) {
    return new BoundRequest(
        plan,
        columns,
        RequestValues.NONE,
        OptionalLong.empty(),
        Optional.empty(),
        Completeness.BEST_EFFORT,
        Deadline.after(Duration.ofMinutes(1)));
  }

  private List<BoundRequest> requests(int actors) {
    return LongStream.range(0, actors)
        .mapToObj(actor -> request(counts, List.of(List.of(Items.of(actor)))))
        .toList();
  }

  private Started<FeatureResult> start(List<BoundRequest> requests) {
    return work.start(requests, Deadline.after(Duration.ofMinutes(1)), () -> true);
  }

  private static boolean isFetch(PinotSql sql) {
    return !sql.text().contains("\"count\"(") && !sql.text().contains("\"sum\"(");
  }

  @Test
  void statementsAreThoseOfTheFormThatIsSent() {
    broker.end(sql -> new CompletableFuture<>());
    RowForm rows = counts.lookups().get(0).rows().orElseThrow();

    assertThat(start(requests(1)).statements()).hasSize(1);
    assertThat(start(requests(200)).statements()).hasSize(2);
    assertThat(broker.statements()).hasSize(3);
    rows.history().filled(EntityKeys.of(Items.of(0L)), Answers.table(List.of("actor"), "[[0]]"));
    assertThat(start(requests(1)).statements()).hasSize(2);
  }

  /** Returns the answers of all statements that are sent from now on, which the test completes. */
  private List<CompletableFuture<PinotTable>> answersToCome() {
    List<CompletableFuture<PinotTable>> answers = new ArrayList<>();
    broker.end(
        sql -> {
          answers.add(new CompletableFuture<>());
          return answers.get(answers.size() - 1);
        });
    return answers;
  }

  @Test
  void statementsAreOverOneByOne() {
    List<CompletableFuture<PinotTable>> answers = answersToCome();
    Started<FeatureResult> started = start(requests(200));
    answers.get(0).complete(Answers.table(List.of("actor"), "[]"));

    assertThat(started.statements().get(0).toCompletableFuture()).isDone();
    assertThat(started.statements().get(1).toCompletableFuture()).isNotDone();
    assertThat(started.over().toCompletableFuture()).isNotDone();
  }

  @Test
  void fetchThatIsThrownAwayIsOverWithWhatIsSentInItsPlace() {
    List<CompletableFuture<PinotTable>> answers = answersToCome();
    CompletableFuture<?> fetch = start(requests(1)).statements().get(0).toCompletableFuture();
    int filled = counts.lookups().get(0).rows().orElseThrow().mostRows();
    answers
        .get(0)
        .complete(
            Answers.table(
                List.of("actor"),
                Collections.nCopies(filled, "[0]").stream()
                    .collect(Collectors.joining(",", "[", "]"))));

    assertThat(answers).hasSize(3);
    assertThat(fetch).isNotDone();
    answers.subList(1, 3).forEach(answer -> answer.complete(Answers.table(List.of("actor"), "[]")));
    assertThat(fetch).isDone();
  }

  @Test
  void batchTakesThePlacesOfItsStatementsNotOfItsCalls() {
    List<CompletableFuture<PinotTable>> answers = answersToCome();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    FeatureBatches batches = FeatureBatches.of(broker, LIMITS, Coalescing.ON, CLOCK, meters);

    List<CompletableFuture<FeatureResult>> calls =
        requests(200).stream().map(batches::submit).collect(Collectors.toList());
    assertThat(meters.get("nearline.batch.statements").gauge().value()).isEqualTo(1);
    answers.get(0).completeExceptionally(new PinotException(Kind.UNREACHABLE, "gone"));

    assertThat(meters.get("nearline.batch.statements").gauge().value()).isEqualTo(2);
    IntStream.of(1, 2)
        .forEach(
            statement ->
                answers
                    .get(statement)
                    .completeExceptionally(new PinotException(Kind.UNREACHABLE, "gone")));
    assertThat(calls).allMatch(CompletableFuture::isDone);
    assertThat(meters.get("nearline.batch.statements").gauge().value()).isZero();
  }

  @Test
  void whatOnlyTimedOutIsNotAnswered() {
    broker.fail(Kind.TIMEOUT);
    Started<FeatureResult> nothing = start(requests(1));
    broker.answer(sql -> Answers.table(List.of("actor"), "[]"));
    Started<FeatureResult> something = start(requests(1));

    assertThat(nothing.over().toCompletableFuture()).isCompleted();
    assertThat(nothing.isAnswered()).isFalse();
    assertThat(something.isAnswered()).isTrue();
  }

  @Test
  void whoIsLateGetsWhatCameAfterAFormWasReplaced() {
    Plan both = plan("jobs.applies_1h", "items.views_1h");
    RowForm jobs = both.lookups().get(0).rows().orElseThrow();
    CompletableFuture<PinotTable> fetched = new CompletableFuture<>();
    CompletableFuture<PinotTable> items = new CompletableFuture<>();
    List<Started<FeatureResult>> started = new ArrayList<>();
    List<Throwable> tooEarly = new ArrayList<>();
    broker.end(
        sql -> {
          if (sql.text().contains("\"object\"")) {
            return items;
          }
          if (isFetch(sql)) {
            return fetched;
          }
          // Between the forms somebody is late, and the part that there is is kept.
          tooEarly.add(catchThrowable(() -> started.get(0).late(0)));
          return new CompletableFuture<>();
        });
    started.add(
        start(List.of(request(both, List.of(List.of(Items.of(1L)), List.of(Items.of("a")))))));

    fetched.complete(
        Answers.table(List.of("actor"), "[" + "[1], ".repeat(jobs.mostRows() - 1) + "[1]]"));
    items.complete(Answers.table(List.of("object"), "[]"));

    assertThat(tooEarly).singleElement().isInstanceOf(PinotException.class);
    assertThat(items(started.get(0))).isNotEqualTo(ValueState.TIMEOUT);
  }

  private static ValueState items(Started<FeatureResult> started) {
    return started.late(0).vectors().get(1).state(0);
  }

  private static FeatureWork work(FakeBroker broker, Limits limits, int partitions) {
    return new FeatureWork(
        broker, limits, CLOCK, Freshness.UNTOLD, table -> new Partitioning(partitions));
  }

  private static int taken(FeatureWork work, Plan plan) {
    BoundRequest ten = request(plan, List.of(List.of(Items.of(LongStream.range(0, 10).toArray()))));
    var room = work.room(ten);
    int taken = 0;
    while (room.takes(ten)) {
      taken += 10;
    }
    return taken;
  }

  @Test
  void batchOfAggregatesHasRoomForAsManyKeysAsItsStatementsAtOnceMayAskFor() {
    Limits limits = LIMITS.withStatements(2000, 300, 1_000_000);
    Plan one = plan("jobs.applies_1h");

    assertThat(taken(work(broker, limits, 1), one)).isEqualTo(300);
    assertThat(taken(work(broker, limits, 3), one)).isEqualTo(900);
    assertThat(taken(work(broker, limits, 32), one)).isEqualTo(1200);
    // Two statements for each key.
    assertThat(taken(work(broker, limits, 32), counts)).isEqualTo(600);
    // Rows, one fetch after the other; and what a fetch of all keys answers for less.
    assertThat(taken(work(broker, limits, 32), plan("jobs.recent_24h"))).isEqualTo(300);
    RowForm rows = one.lookups().get(0).rows().orElseThrow();
    for (int i = 0; i < 100; i++) {
      rows.history().fetched(1000, 1);
    }
    assertThat(taken(work(broker, limits, 32), one)).isEqualTo(300);
  }

  @Test
  void batchAsksFewPartitionsInEachStatement() {
    broker.end(sql -> new CompletableFuture<>());
    Limits limits = LIMITS.withStatements(2000, 100, 1_000_000);
    Partitioning partitioning = new Partitioning(4);

    Started<FeatureResult> started =
        work(broker, limits, 4)
            .start(
                List.of(
                    request(
                        plan("jobs.applies_1h"),
                        List.of(List.of(Items.of(LongStream.range(0, 150).toArray()))))),
                Deadline.after(Duration.ofMinutes(1)),
                () -> true);

    assertThat(started.statements()).hasSize(2);
    assertThat(broker.statements())
        .allSatisfy(
            sql -> {
              String text = sql.text();
              int from = text.indexOf("IN (") + 4;
              String[] keys = text.substring(from, text.indexOf(')', from)).split(", ");
              assertThat(Arrays.stream(keys).map(partitioning::of).distinct()).hasSize(2);
            });
  }
}

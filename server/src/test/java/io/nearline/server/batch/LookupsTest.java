package io.nearline.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.FakeBroker;
import io.nearline.server.Samples;
import io.nearline.server.batch.Lookup.Completeness;
import io.nearline.server.batch.StatementAnswer.Shortfall;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotSql;
import io.nearline.server.pinot.PinotTable;
import io.nearline.server.pinot.TruncatedAnswerException;
import io.nearline.server.plan.Instant;
import io.nearline.server.plan.Plan;
import io.nearline.server.plan.Planner;
import io.nearline.server.plan.Selection;
import io.nearline.server.sql.EntityKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Lookups over a broker that answers by hand, at most three keys in a statement. */
class LookupsTest {
  private static final int KEYS_PER_STATEMENT = 3;
  private static final int MOST_ROWS = 100;

  private final FakeBroker broker = new FakeBroker();
  private final Lookups lookups = new Lookups(broker, KEYS_PER_STATEMENT, 1000);

  private CompletionStage<LookupAnswer> ask(String feature, Completeness completeness, int keys) {
    Plan plan =
        new Planner(Samples.catalogue(), MOST_ROWS, 100)
            .plan(new Selection.Features(List.of(feature)), false);
    return ask(lookups, plan, completeness, keys, () -> true);
  }

  private static CompletionStage<LookupAnswer> ask(
      Lookups lookups, Plan plan, int keys, BooleanSupplier isWanted) {
    return ask(lookups, plan, Completeness.ALL_OR_NOTHING, keys, isWanted);
  }

  private static CompletionStage<LookupAnswer> ask(
      Lookups lookups, Plan plan, Completeness completeness, int keys, BooleanSupplier isWanted) {
    Items.Builder actors = Items.builder(ScalarType.INT64, keys);
    for (long actor = 1; actor <= keys; actor++) {
      actors.add(actor);
    }
    return lookups
        .ask(
            new Lookup(
                plan.lookups().get(0),
                EntityKeys.of(actors.build()),
                1_000_000_000_000L,
                Instant.GIVEN,
                RequestValues.NONE,
                Deadline.after(Duration.ofMinutes(1)),
                completeness,
                isWanted))
        .answer();
  }

  private static String keys(PinotSql sql) {
    int from = sql.text().indexOf("IN (") + 4;
    return sql.text().substring(from, sql.text().indexOf(')', from));
  }

  private List<String> asked() {
    return broker.statements().stream().map(LookupsTest::keys).toList();
  }

  private static CompletionStage<PinotTable> truncatedWhereItHas(PinotSql sql, String key) {
    return keys(sql).contains(key)
        ? CompletableFuture.failedFuture(new TruncatedAnswerException("actions: limit"))
        : CompletableFuture.completedFuture(Answers.table(List.of("actor", "geo", "n"), "[]"));
  }

  @Test
  void answerWithoutAllGroupsIsAskedForInHalves() {
    broker.end(sql -> truncatedWhereItHas(sql, "2, 3"));

    LookupAnswer answer =
        ask("jobs.geos_24h", Completeness.ALL_OR_NOTHING, 3).toCompletableFuture().join();

    assertThat(asked()).containsExactlyInAnyOrder("1, 2, 3", "1", "2, 3", "2", "3");
    assertThat(answer.statements().get(0).chunks()).hasSize(3);
    assertThat(answer.statements().get(0).shortfalls()).isEmpty();
  }

  @Test
  void oneKeyWithTooManyGroupsFailsAlone() {
    broker.end(sql -> truncatedWhereItHas(sql, "2"));

    LookupAnswer answer =
        ask("jobs.geos_24h", Completeness.BEST_EFFORT, 3).toCompletableFuture().join();

    Shortfall shortfall = answer.statements().get(0).shortfalls().get(0);
    assertThat(answer.statements().get(0).shortfalls()).hasSize(1);
    assertThat(List.of(shortfall.from(), shortfall.to())).containsExactly(1, 2);
    assertThat(shortfall.cause())
        .isInstanceOf(TooManyRowsException.class)
        .hasMessage(
            "actor 2: 1 entity with more groups than Pinot counts (expected: at most Pinot's"
                + " numGroupsLimit; strategy group_by, table actions)");
    assertThat(shortfall.cause().kind()).isEqualTo(PinotException.Kind.OVERLOADED);
  }

  @Test
  void oneKeyWithTooManyGroupsFailsAllForACallerWhoWantsAll() {
    broker.end(sql -> truncatedWhereItHas(sql, "2"));

    assertThat(ask("jobs.geos_24h", Completeness.ALL_OR_NOTHING, 3).toCompletableFuture())
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(TooManyRowsException.class);
  }

  @Test
  void chunksOfARowFetchAreAskedForOneAfterTheOther() {
    List<CompletableFuture<PinotTable>> answers = new ArrayList<>();
    broker.end(
        sql -> {
          answers.add(new CompletableFuture<>());
          return answers.get(answers.size() - 1);
        });
    CompletionStage<LookupAnswer> answer =
        ask("jobs.recent_24h", Completeness.ALL_OR_NOTHING, 2 * KEYS_PER_STATEMENT + 1);

    assertThat(asked()).containsExactly("1, 2, 3");
    answers.get(0).complete(Answers.table(List.of("actor"), "[[1]]"));
    assertThat(asked()).containsExactly("1, 2, 3", "4, 5, 6");
    String rows = "[4], ".repeat(MOST_ROWS - 1) + "[5]";
    answers.get(1).complete(Answers.table(List.of("actor"), "[" + rows + "]"));
    assertThat(asked()).endsWith("4, 5, 6", "4").hasSize(3);
    answers.get(2).complete(Answers.table(List.of("actor"), "[[4]]"));
    assertThat(asked()).endsWith("4", "5, 6").hasSize(4);
    answers.get(3).complete(Answers.table(List.of("actor"), "[[6]]"));
    assertThat(asked()).endsWith("5, 6", "7").hasSize(5);
    answers.get(4).complete(Answers.table(List.of("actor"), "[]"));

    assertThat(answer.toCompletableFuture().join().statements().get(0).chunks())
        .extracting(chunk -> chunk.rows().rows())
        .containsExactly(1, 1, 1, 0);
  }

  @Test
  void chunksThatPinotAggregatesAreAskedForAtOnce() {
    broker.end(sql -> new CompletableFuture<>());

    CompletionStage<LookupAnswer> answer =
        ask("jobs.applies_1h", Completeness.ALL_OR_NOTHING, KEYS_PER_STATEMENT + 1);

    assertThat(asked()).containsExactly("1, 2, 3", "4");
    assertThat(answer.toCompletableFuture()).isNotDone();
  }

  @Test
  void entitiesOfOneRootAreAskedForInOneStatement() {
    broker.end(sql -> new CompletableFuture<>());
    Plan plan =
        new Planner(Samples.pairs(), MOST_ROWS, 100)
            .plan(new Selection.Features(List.of("actor_object.views_1h")), false);
    EntityKeys pairs =
        new EntityKeys(
            List.of(
                Items.of(1, 1, 1, 1, 1, 2, 3, 4, 4),
                Items.of("a", "b", "c", "d", "e", "a", "a", "a", "f")));

    lookups.ask(
        new Lookup(
            plan.lookups().get(0),
            pairs,
            1_000_000_000_000L,
            Instant.GIVEN,
            RequestValues.NONE,
            Deadline.after(Duration.ofMinutes(1)),
            Completeness.ALL_OR_NOTHING,
            () -> true));

    assertThat(asked()).containsExactly("1, 2, 3", "4");
    assertThat(broker.statements().get(0).text())
        .contains("\"object\" IN ('a', 'b', 'c', 'd', 'e')")
        .endsWith(" LIMIT 16");
  }

  @Test
  void chunksOfARowFetchAreAsLargeAsRowsAreExpected() {
    // Four rows a key: seven tenths of the limit are 17 keys', as is found out by and by.
    broker.answer(
        sql ->
            Answers.table(
                List.of("actor"),
                Arrays.stream(keys(sql).split(", "))
                    .map(key -> "[%1$s], [%1$s], [%1$s], [%1$s]".formatted(key))
                    .collect(Collectors.joining(", ", "[", "]"))));
    Lookups wide = new Lookups(broker, 30, 1000);
    Plan plan =
        new Planner(Samples.catalogue(), MOST_ROWS, 100)
            .plan(new Selection.Features(List.of("jobs.recent_24h")), false);

    ask(wide, plan, 30, () -> true).toCompletableFuture().join();
    assertThat(asked().stream().map(keys -> keys.split(", ").length)).containsExactly(30, 15, 15);
    broker.statements().clear();
    assertThat(wide.keysPerStatement(plan.lookups().get(0).aggregates().statements().get(0)))
        .isEqualTo(19);
    ask(wide, plan, 30, () -> true).toCompletableFuture().join();
    assertThat(asked().stream().map(keys -> keys.split(", ").length)).containsExactly(19, 11);
  }

  @Test
  void rowFetchOfACallIsBounded() {
    broker.answer(sql -> Answers.table(List.of("actor"), "[[1], [2], [3], [3]]"));
    Lookups narrow = new Lookups(broker, KEYS_PER_STATEMENT, 7);
    Plan plan =
        new Planner(Samples.catalogue(), MOST_ROWS, 100)
            .plan(new Selection.Features(List.of("jobs.recent_24h")), false);

    assertThat(ask(narrow, plan, 12, () -> true).toCompletableFuture())
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(TooManyRowsException.class)
        .withMessage(
            "6 entities with 8 rows (expected: at most limits.rows_of_call: 7; strategy"
                + " row_fetch, table actions)");
    assertThat(asked()).containsExactly("1, 2, 3", "4, 5, 6");
  }

  @Test
  void rowFetchThatNobodyWaitsForIsNotGoneOnWith() {
    boolean[] wanted = {true};
    List<CompletableFuture<PinotTable>> answers = new ArrayList<>();
    broker.end(
        sql -> {
          answers.add(new CompletableFuture<>());
          return answers.get(answers.size() - 1);
        });
    Plan plan =
        new Planner(Samples.catalogue(), MOST_ROWS, 100)
            .plan(new Selection.Features(List.of("jobs.recent_24h")), false);
    CompletionStage<LookupAnswer> answer = ask(lookups, plan, 7, () -> wanted[0]);

    answers.get(0).complete(Answers.table(List.of("actor"), "[]"));
    wanted[0] = false;
    answers.get(1).complete(Answers.table(List.of("actor"), "[]"));
    assertThat(asked()).containsExactly("1, 2, 3", "4, 5, 6");
    assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void rowFetchThatFailsIsNotGoneOnWith() {
    broker.fail(PinotException.Kind.UNREACHABLE);

    assertThat(
            ask("jobs.recent_24h", Completeness.ALL_OR_NOTHING, KEYS_PER_STATEMENT + 1)
                .toCompletableFuture())
        .isCompletedExceptionally();
    assertThat(asked()).containsExactly("1, 2, 3");
  }
}

package io.nearline.server.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Items;
import io.nearline.server.FakeBroker;
import io.nearline.server.Samples;
import io.nearline.server.batch.Lookup.Completeness;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotException.Kind;
import io.nearline.server.pinot.PinotSql;
import io.nearline.server.pinot.PinotTable;
import io.nearline.server.plan.Instant;
import io.nearline.server.plan.LookupPlan;
import io.nearline.server.plan.Planner;
import io.nearline.server.plan.RowForm;
import io.nearline.server.plan.Selection;
import io.nearline.server.sql.EntityKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which form of a lookup is sent, and what becomes of a fetch of rows that does not pay. */
class RowFormTest {
  private static final long AS_OF = 1_000_000_000_000L;
  private static final Selection COUNTS = new Selection.Service("counts");

  private final FakeBroker broker = new FakeBroker();
  private final Lookups lookups = new Lookups(broker, 100, 20_000);
  private final LookupPlan plan = plan(20_000, 50_000, COUNTS);
  private final RowForm rows = plan.rows().orElseThrow();

  private static LookupPlan plan(int rowLimit, int groupLimit, Selection selection) {
    return new Planner(Samples.catalogue(), rowLimit, groupLimit)
        .plan(selection, false)
        .lookups()
        .get(0);
  }

  private PendingLookup send(Instant instant, Completeness completeness, long... actors) {
    return send(lookups, instant, completeness, actors);
  }

  private PendingLookup send(
      Lookups lookups, Instant instant, Completeness completeness, long... actors) {
    return lookups.ask(
        new Lookup(
            plan,
            EntityKeys.of(Items.of(actors)),
            AS_OF,
            instant,
            RequestValues.NONE,
            Deadline.after(Duration.ofMinutes(1)),
            completeness,
            () -> true));
  }

  private LookupAnswer ask(Instant instant, long... actors) {
    return send(instant, Completeness.ALL_OR_NOTHING, actors).answer().toCompletableFuture().join();
  }

  /** Returns whether the lookup was answered by rows. */
  private boolean byRows(long... actors) {
    return ask(Instant.OF_SENDING, actors).form().equals(rows.form());
  }

  private static boolean isFetch(PinotSql sql) {
    return !sql.text().contains("\"count\"(");
  }

  private static PinotTable actions(int count) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cells.add("[1, %d, \"job-apply\"]".formatted(AS_OF - i));
    }
    return Answers.table(List.of("actor", "timestamp", "verb"), cells.toString());
  }

  /** Every actor has so many actions. */
  private void have(int actions) {
    broker.answer(
        sql ->
            isFetch(sql)
                ? actions(Math.min(actions, rows.mostRows()))
                : sql.text().contains("GROUP BY")
                    ? Answers.table(List.of("actor", "1h", "24h"), "[[1, 1, 2]]")
                    : Answers.table(List.of("1h", "24h"), "[[1, 2]]"));
  }

  private static long[] actors(int count) {
    return LongStream.range(0, count).toArray();
  }

  @Test
  void aLoneActorIsOneFetch() {
    have(3);

    LookupAnswer answer = ask(Instant.OF_SENDING, 1);

    assertThat(answer.form()).isEqualTo(rows.form());
    assertThat(answer.statements().get(0).chunks().get(0).rows().rows()).isEqualTo(3);
    assertThat(broker.statements()).hasSize(1);
    assertThat(broker.statements().get(0).text()).endsWith(" LIMIT " + rows.mostRows());
  }

  @Test
  void fetchCostsNoMoreThanTheAggregatesDo() {
    // Two aggregations, each of 450 cells and half a cell for each row, for rows of three cells.
    assertThat(rows.mostRows()).isEqualTo(2 * 450 / (3 - 2 / 2));
  }

  @Test
  void whoGivesTheInstantIsAnsweredByAggregates() {
    have(3);

    assertThat(ask(Instant.GIVEN, 1).form()).isEqualTo(plan.repeatable());
    assertThat(broker.statements()).noneMatch(RowFormTest::isFetch);
  }

  @Test
  void manyActorsAreAnsweredByAggregates() {
    have(3);

    assertThat(byRows(actors(31))).isFalse();
    assertThat(byRows(actors(30))).isTrue();
  }

  @Test
  void fewRowsEachLetMoreActorsBeFetched() {
    have(1);
    for (int call = 0; call < 100; call++) {
      assertThat(byRows(1)).isTrue();
    }

    assertThat(byRows(actors(90))).isTrue();
  }

  @Test
  void anActorWithMoreRowsThanPayIsAskedForAgainAtOnce() {
    have(1000);

    LookupAnswer answer = ask(Instant.OF_SENDING, 1);

    assertThat(answer.form()).isEqualTo(plan.ofOne());
    assertThat(answer.statements().get(0).chunks().get(0).rows().columns()).contains("24h");
    assertThat(broker.statements()).hasSize(2);
  }

  @Test
  void suchAnActorIsKnownForTheNextCalls() {
    have(1000);
    ask(Instant.OF_SENDING, 1);
    have(3);

    assertThat(byRows(2)).isTrue();
    assertThat(byRows(2, 1)).isFalse();
    for (int call = 1; call < 200; call++) {
      assertThat(byRows(1)).isFalse();
    }
    assertThat(byRows(1)).as("after 200 calls").isTrue();
  }

  @Test
  void ofSeveralActorsItIsFoundWhoHasMany() {
    have(1000);
    assertThat(byRows(2, 1, 3)).isFalse();
    have(3);

    assertThat(rows.history().perEntity()).as("of the others").isEqualTo(10);
    assertThat(byRows(2, 3)).isTrue();
    assertThat(byRows(1, 4)).isFalse();
  }

  @Test
  void whereAllHaveManyRowsAggregatesAreAskedForAtOnceUntilItIsForgotten() {
    have(1000);
    int fetches = 0;
    for (int actor = 0; actor < 1000; actor++) {
      broker.statements().clear();
      ask(Instant.OF_SENDING, actor);
      fetches += (int) broker.statements().stream().filter(RowFormTest::isFetch).count();
    }
    assertThat(fetches).isBetween(5, 60);

    have(3);
    int calls = 0;
    while (!byRows(5000 + calls)) {
      calls++;
      assertThat(calls).isLessThan(1000);
    }
  }

  @Test
  void whatForbidsFetchesForSeveralActorsIsForgottenToo() {
    rows.history().fetched(1, 2000);
    have(1);
    assertThat(byRows(actors(4))).isFalse();

    int calls = 0;
    while (!byRows(actors(4))) {
      calls++;
      assertThat(calls).isLessThan(1000);
    }
  }

  @Test
  void moreRowsThanACallMayHaveAreAskedForAsAggregates() {
    have(50);
    Lookups narrow = new Lookups(broker, 100, 20);

    PendingLookup pending = send(narrow, Instant.OF_SENDING, Completeness.ALL_OR_NOTHING, 1);

    assertThat(pending.answer().toCompletableFuture().join().form()).isEqualTo(plan.ofOne());
  }

  @Test
  void defectOfTheSecondFormFailsTheCall() {
    broker.answer(
        sql -> {
          if (isFetch(sql)) {
            return actions(rows.mostRows());
          }
          throw new AssertionError("a defect");
        });

    assertThat(send(Instant.OF_SENDING, Completeness.ALL_OR_NOTHING, 1).answer())
        .isCompletedExceptionally();
  }

  @Test
  void fetchThatWouldNotBeSentForOneActorIsNotPlanned() {
    assertThat(plan(14, 100, COUNTS).rows()).isEmpty();
    assertThat(plan(15, 100, COUNTS).rows()).isPresent();
  }

  @Test
  void failuresAreNoReasonToAskTwice() {
    broker.fail(Kind.OVERLOADED);

    assertThatThrownBy(() -> ask(Instant.OF_SENDING, 1))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(PinotException.class);
    LookupAnswer part =
        send(Instant.OF_SENDING, Completeness.BEST_EFFORT, 1).answer().toCompletableFuture().join();
    assertThat(part.statements().get(0).shortfalls()).hasSize(1);
    assertThat(broker.statements()).hasSize(2);
  }

  @Test
  void whoIsLateGetsWhatTheSecondFormHasBrought() {
    CompletableFuture<PinotTable> never = new CompletableFuture<>();
    broker.end(
        sql -> isFetch(sql) ? CompletableFuture.completedFuture(actions(rows.mostRows())) : never);

    PendingLookup pending = send(Instant.OF_SENDING, Completeness.BEST_EFFORT, 1);

    LookupAnswer late = pending.soFar(new PinotException(Kind.TIMEOUT, "late"));
    assertThat(late.form()).isEqualTo(plan.ofOne());
    assertThat(late.statements().get(0).shortfalls()).hasSize(1);
    assertThat(pending.over()).as("the first form's").isEqualTo(1);
  }

  @Test
  void reasonsNameTheNumbers() {
    EntityKeys actor = EntityKeys.of(Items.of(1));
    String upTo = "450, up to which rows cost less than the aggregates";

    assertThat(rows.isChosen(actor, 100)).isTrue();
    assertThat(rows.reason(actor, 100))
        .isEqualTo("10 rows are expected of 1 entity: at most two thirds of " + upTo);
    assertThat(rows.reason(EntityKeys.of(Items.of(actors(31))), 100))
        .isEqualTo("310 rows are expected of 31 entities: more than two thirds of " + upTo);
    rows.history().filled(actor, actions(rows.mostRows()));
    assertThat(rows.isChosen(actor, 100)).isFalse();
    assertThat(rows.reason(actor, 100)).isEqualTo("an entity is known for more rows than " + upTo);
  }

  @Test
  void stringsAreKeysToo() {
    Selection items = new Selection.Features(List.of("items.views_1h", "items.viewers_24h"));
    RowForm fetch = plan(20_000, 50_000, items).rows().orElseThrow();
    EntityKeys first = EntityKeys.of(Items.of("a"));

    fetch.history().filled(first, Answers.table(List.of("object"), "[[\"a\"], [\"a\"]]"));

    assertThat(fetch.choose(first, 100)).isFalse();
    assertThat(fetch.choose(EntityKeys.of(Items.of("b")), 100)).isTrue();
  }
}

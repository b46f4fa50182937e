package io.nearline.server.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Items;
import io.nearline.server.FakeBroker;
import io.nearline.server.Samples;
import io.nearline.server.batch.Lookup.Completeness;
import io.nearline.server.config.Limits;
import io.nearline.server.heartbeat.TableFreshness;
import io.nearline.server.heartbeat.TableFreshness.Through;
import io.nearline.server.heartbeat.TableFreshness.Unknown;
import io.nearline.server.heartbeat.TableFreshness.Untold;
import io.nearline.server.partition.Partitions;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.plan.Plan;
import io.nearline.server.plan.Planner;
import io.nearline.server.plan.Selection;
import io.nearline.server.vector.ValueState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** How fresh answers are said to be, of heartbeats and of Pinot's own figure, 5000. */
class HeardFreshnessTest {
  private static final Limits LIMITS = Limits.DEFAULTS;
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(10_000), ZoneOffset.UTC);
  private static final long PINOT = 5_000;

  private final FakeBroker broker = new FakeBroker();
  private final Map<String, TableFreshness> tables = new ConcurrentHashMap<>();
  private final FeatureWork work =
      new FeatureWork(
          broker,
          LIMITS,
          CLOCK,
          table -> tables.getOrDefault(table, new Untold()),
          Partitions.UNTOLD);

  /** Asks for a feature of each of two tables. */
  private FeatureResult ask(TableFreshness actions, TableFreshness byObject) {
    broker.answer(
        sql -> {
          // Whatever comes while Pinot is at it is too late to be true of what it sees.
          tables.replaceAll((table, before) -> new Through(9_999));
          return Answers.table(List.of("key"), "[]", PINOT);
        });
    tables.putAll(Map.of("actions", actions, "actions_by_object", byObject));
    Plan plan =
        new Planner(Samples.catalogue(), LIMITS.rows(), LIMITS.groups())
            .plan(new Selection.Features(List.of("jobs.applies_1h", "items.views_1h")), false);
    BoundRequest request =
        new BoundRequest(
            plan,
            List.of(List.of(Items.of(1L)), List.of(Items.of("job:1"))),
            RequestValues.NONE,
            OptionalLong.empty(),
            Optional.of(Duration.ofSeconds(3)),
            Completeness.ALL_OR_NOTHING,
            Deadline.after(Duration.ofMinutes(1)));
    return work.start(List.of(request), Deadline.after(Duration.ofMinutes(1)), () -> true)
        .answers()
        .of(0);
  }

  private static boolean isStale(FeatureResult result) {
    return result.vectors().get(0).state(0) == ValueState.STALE;
  }

  @Test
  void theTableThatIsFarthestBehindCounts() {
    FeatureResult result = ask(new Through(8_000), new Through(7_000));
    assertThat(result.freshThroughMillis()).hasValue(7_000);
    assertThat(isStale(result)).isFalse();
    assertThat(isStale(ask(new Through(8_000), new Through(6_999)))).isTrue();
  }

  @Test
  void ofATableThatTellsNothingPinotsFigureCounts() {
    assertThat(ask(new Untold(), new Untold()).freshThroughMillis()).hasValue(PINOT);
    assertThat(ask(new Through(8_000), new Untold()).freshThroughMillis()).hasValue(PINOT);
    assertThat(ask(new Untold(), new Through(4_000)).freshThroughMillis()).hasValue(4_000);
  }

  @Test
  void whatNobodyKnowsIsStale() {
    FeatureResult result = ask(new Through(8_000), new Unknown());
    assertThat(result.freshThroughMillis()).isEmpty();
    assertThat(isStale(result)).isTrue();
  }
}

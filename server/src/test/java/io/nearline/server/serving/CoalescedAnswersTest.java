package io.nearline.server.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.FakeBroker;
import io.nearline.server.Samples;
import io.nearline.server.config.Coalescing;
import io.nearline.server.config.Limits;
import io.nearline.server.heartbeat.Freshness;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotException.Kind;
import io.nearline.server.pinot.PinotSql;
import io.nearline.server.pinot.PinotTable;
import io.nearline.server.plan.Planner;
import io.nearline.server.plan.Selection;
import io.nearline.server.serving.FeatureRequest.Metadata;
import io.nearline.server.serving.FeatureRequest.Partial;
import io.nearline.server.sql.Partitioning;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Requests that are answered together get what they get alone: over a broker whose answer about an
 * actor depends on the actor and the instant only. Into how many partitions the server takes the
 * table to be split makes no difference.
 */
class CoalescedAnswersTest {
  private static final long SEED = Long.getLong("nearline.seed", 20260104L);
  private static final int SCHEDULES = 300;
  private static final int MOST_ROWS = 8;
  private static final long NOW = Instant.parse("2026-01-02T03:04:05Z").toEpochMilli();
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
  private static final Limits LIMITS =
      Limits.DEFAULTS
          .withStatements(100, 6, 10_000)
          .withAnswers(MOST_ROWS, 1000, 50)
          .withInFlight(1, 1);
  private static final Catalogue CATALOGUE = Samples.catalogue();
  private static final Planner PLANNER = new Planner(CATALOGUE, MOST_ROWS, 50);
  private static final Pattern KEYS = Pattern.compile("\"actor\" IN \\(([^)]*)\\)");
  private static final Pattern INSTANT = Pattern.compile("\"timestamp\" <= (\\d+)");

  /** An actor of which Pinot refuses every statement. */
  private static final long POISON = 13;

  private final List<Runnable> pending = new ArrayList<>();
  private final List<List<String>> asked = new ArrayList<>();
  private final FakeBroker broker = new FakeBroker();

  private FeatureServing serving(Coalescing coalescing, int partitions) {
    return new FeatureServing(
        CATALOGUE,
        PLANNER,
        FeatureBatches.of(
            broker,
            LIMITS,
            coalescing,
            CLOCK,
            Freshness.UNTOLD,
            table -> new Partitioning(partitions),
            new SimpleMeterRegistry()),
        LIMITS.entities(),
        CLOCK);
  }

  private static List<String> keys(PinotSql sql) {
    Matcher keys = KEYS.matcher(sql.text());
    assertThat(keys.find()).as(sql.text()).isTrue();
    return Arrays.asList(keys.group(1).split(", "));
  }

  /** Counts that are made of the actor and the instant; an actor of more than 15 has none. */
  private static PinotTable rows(PinotSql sql) {
    Matcher instant = INSTANT.matcher(sql.text());
    assertThat(instant.find()).isTrue();
    long asOf = Long.parseLong(instant.group(1)) % 1000;
    List<String> rows = new ArrayList<>();
    for (String key : keys(sql)) {
      long actor = Long.parseLong(key);
      if (actor == POISON) {
        throw new PinotException(Kind.REFUSED, "refused");
      }
      if (actor <= 15) {
        rows.add(String.format("[%d, %d, %d]", actor, actor + asOf, 2 * actor));
      }
    }
    return Answers.table(List.of("actor", "a", "b"), rows.toString());
  }

  private static CompletableFuture<PinotTable> answer(PinotSql sql) {
    try {
      return CompletableFuture.completedFuture(rows(sql));
    } catch (PinotException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static FeatureRequest request(Random random) {
    Items.Builder actors = Items.builder(ScalarType.INT64, 3);
    for (int i = random.nextInt(3); i >= 0; i--) {
      actors.add(1L + random.nextInt(random.nextInt(4) == 0 ? 20 : 8));
    }
    return new FeatureRequest(
        new Selection.Service("counts"),
        Map.of("actor", actors.build()),
        Map.of(),
        random.nextInt(3) == 0
            ? OptionalLong.of(NOW - random.nextInt(2) * 7L)
            : OptionalLong.empty(),
        Optional.empty(),
        random.nextInt(4) == 0 ? Partial.ALLOWED : Partial.REFUSED,
        Metadata.NONE,
        Deadline.after(Duration.ofMinutes(1)));
  }

  private static String text(CompletableFuture<FeatureResult> answer) {
    assertThat(answer).isDone();
    return answer
        .handle(
            (result, failure) ->
                failure != null
                    ? String.valueOf(failure)
                    : result.asOfMillis()
                        + result.vectors().stream()
                            .map(
                                vector ->
                                    IntStream.range(0, vector.size())
                                        .mapToObj(i -> vector.state(i) + " " + vector.value(i))
                                        .toList()
                                        .toString())
                            .toList()
                            .toString())
        .join();
  }

  @Test
  void togetherAsAlone() {
    for (long seed = SEED; seed < SEED + SCHEDULES; seed++) {
      Random random = new Random(seed);
      broker.end(
          sql -> {
            asked.add(keys(sql));
            CompletableFuture<PinotTable> promise = new CompletableFuture<>();
            pending.add(
                () -> {
                  var unused = promise.completeAsync(() -> rows(sql), Runnable::run);
                });
            return promise;
          });
      FeatureServing together = serving(Coalescing.ON, 1 + random.nextInt(5));
      List<FeatureRequest> requests = new ArrayList<>();
      List<CompletableFuture<FeatureResult>> answers = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        requests.add(request(random));
        answers.add(together.features(requests.get(i)));
        while (random.nextInt(5) == 0 && !pending.isEmpty()) {
          pending.remove(0).run();
        }
      }
      while (!pending.isEmpty()) {
        pending.remove(0).run();
      }

      broker.end(CoalescedAnswersTest::answer);
      FeatureServing alone = serving(Coalescing.OFF, 1);
      for (int i = 0; i < requests.size(); i++) {
        assertThat(text(answers.get(i)))
            .as("-Dnearline.seed=%s, request %s", seed, i)
            .isEqualTo(text(alone.features(requests.get(i))));
      }
    }
    assertThat(asked)
        .allSatisfy(
            keys ->
                assertThat(keys)
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(LIMITS.keysPerStatement()));
    assertThat(asked).anySatisfy(keys -> assertThat(keys).hasSizeGreaterThan(3));
    assertThat(asked.size()).isLessThan(SCHEDULES * 30);
  }
}

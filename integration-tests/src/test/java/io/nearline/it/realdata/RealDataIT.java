package io.nearline.it.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nearline.features.action.Action;
import io.nearline.features.action.ActionJson;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.definition.Feature;
import io.nearline.features.evaluation.ReferenceEvaluator;
import io.nearline.it.launcher.RunningSystem;
import io.nearline.process.ConfigurationFiles;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureColumn;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.proto.v1.Int64Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real actions, published by {@code ./nearline replay} into a running system: every action is in
 * Pinot exactly once, and every feature that is served equals the reference evaluator's and, where
 * SQL can say it, DuckDB's.
 */
final class RealDataIT {
  private static final String TEST_DATA = "NEARLINE_TEST_DATA";
  private static final Path CONFIGURATION = Path.of("src", "test", "resources", "realdata");
  private static final int ACTORS = 500;
  private static final int ACTORS_A_CALL = 100;

  /** The markers' actors: none of the data's. */
  private static final long FIRST_MARKER = -1_000_000;

  private static final Duration ARRIVAL = Duration.ofMinutes(3);
  private static final long SEED = Long.getLong("nearline.it.seed", 20_140_914L);

  @TempDir Path directory;

  static Stream<DataSet> dataSets() {
    return Stream.of(DataSet.COMMUNITY, DataSet.WIKI);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dataSets")
  void isServedExactly(DataSet data) throws Exception {
    String folder = System.getenv(TEST_DATA);
    if (folder == null) {
      System.out.println("real data: skipped, " + TEST_DATA + " names no folder of test data");
    }
    assumeTrue(folder != null, TEST_DATA + " names the folder of test data");
    System.out.println("real data: " + data.name() + ", seed " + SEED);
    Path published = directory.resolve(data.name() + ".jsonl");
    Instant until = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    try (RunningSystem system = RunningSystem.up(directory.resolve("up"), CONFIGURATION)) {
      replay(system, Path.of(folder).resolve(data.file()), until, published);
      try (DuckDbOracle oracle = new DuckDbOracle(published, data.columns())) {
        holdsEveryActionOnce(system, oracle);
        replay(system, Path.of(folder).resolve(data.file()), until, published);
        holdsAMarker(system, until);
        holdsEveryActionOnce(system, oracle);
        long[] actors = chosenActors(oracle);
        Map<Long, Map<String, @Nullable Object>> served = ask(system, data, actors, until);
        equalsEvaluator(data, published, actors, until, served);
        equalsDuckDb(data, oracle, actors, until, served);
      }
    }
  }

  private static void replay(RunningSystem system, Path file, Instant until, Path published) {
    system.run(
        "replay",
        file.toString(),
        "--span",
        "24h",
        "--until",
        until.toString(),
        "--write",
        published.toString(),
        "--dir",
        system.directory().toString());
  }

  private static void holdsEveryActionOnce(RunningSystem system, DuckDbOracle oracle)
      throws SQLException {
    Map<String, Long> expected = oracle.countsByVerb();
    long total = expected.values().stream().mapToLong(Long::longValue).sum();
    for (String table : List.of("actions", "actions_by_object")) {
      system.pinot().awaitCount(withoutMarker(table), total, ARRIVAL);
      Map<String, Long> counts = new HashMap<>();
      system
          .pinot()
          .query("SELECT verb, COUNT(*) FROM " + withoutMarker(table) + " GROUP BY verb LIMIT 1000")
          .rows()
          .forEach(row -> counts.put(row.get(0).asText(), row.get(1).asLong()));
      assertThat(counts).as("counts by verb in %s", table).isEqualTo(expected);
      assertThat(
              system
                  .pinot()
                  .query("SELECT DISTINCTCOUNT(eventId) FROM " + withoutMarker(table) + " LIMIT 1")
                  .cell(0, 0)
                  .asLong())
          .as("distinct events in %s", table)
          .isEqualTo(total);
    }
  }

  private static String withoutMarker(String table) {
    return table + " WHERE verb <> 'marker'";
  }

  /**
   * Once one last action for each partition is there, so is everything that was published before.
   */
  private static void holdsAMarker(RunningSystem system, Instant until) {
    int markers = 64;
    system
        .topics()
        .publish(
            "raw.actions",
            LongStream.range(0, markers)
                .mapToObj(
                    i ->
                        RunningSystem.line(
                            new Action(
                                "marker-" + i,
                                FIRST_MARKER + i,
                                null,
                                "marker",
                                null,
                                "m:" + i,
                                null,
                                until.toEpochMilli())))
                .toList());
    system.pinot().awaitCount("actions WHERE verb = 'marker'", markers, ARRIVAL);
    system.pinot().awaitCount("actions_by_object WHERE verb = 'marker'", markers, ARRIVAL);
  }

  private static long[] chosenActors(DuckDbOracle oracle) throws SQLException {
    List<Long> actors = new ArrayList<>(oracle.actors());
    List<Long> busiest = oracle.busiestActors(5);
    actors.removeAll(busiest);
    Collections.shuffle(actors, new Random(SEED));
    List<Long> chosen = new ArrayList<>(busiest);
    chosen.addAll(actors.subList(0, ACTORS - busiest.size()));
    return chosen.stream().mapToLong(Long::longValue).toArray();
  }

  private static Map<Long, Map<String, @Nullable Object>> ask(
      RunningSystem system, DataSet data, long[] actors, Instant until) {
    Map<Long, Map<String, @Nullable Object>> values = new HashMap<>();
    for (int from = 0; from < actors.length; from += ACTORS_A_CALL) {
      int to = Math.min(actors.length, from + ACTORS_A_CALL);
      Int64Values.Builder column = Int64Values.newBuilder();
      LongStream.of(actors).skip(from).limit(to - from).forEach(column::addValues);
      GetFeaturesResponse response =
          system
              .features()
              .withDeadlineAfter(Duration.ofSeconds(30))
              .getFeatures(
                  GetFeaturesRequest.newBuilder()
                      .setFeatureService(data.name())
                      .putEntities("actor", Column.newBuilder().setInt64S(column).build())
                      .setAsOf(RunningSystem.timestamp(until))
                      .build());
      for (FeatureColumn feature : response.getFeaturesList()) {
        for (int row = 0; row < to - from; row++) {
          values
              .computeIfAbsent(actors[from + row], actor -> new HashMap<>())
              .put(feature.getName(), PlainValues.served(feature, row));
        }
      }
    }
    return values;
  }

  private static void equalsEvaluator(
      DataSet data,
      Path published,
      long[] actors,
      Instant until,
      Map<Long, Map<String, @Nullable Object>> served)
      throws IOException {
    Catalogue catalogue = CatalogueLoader.load(ConfigurationFiles.read(CONFIGURATION));
    List<Feature> features = catalogue.service(data.name()).orElseThrow().features();
    assertThat(features).hasSizeGreaterThanOrEqualTo(20);
    Map<Long, List<Action>> actions = new HashMap<>();
    LongStream.of(actors).forEach(actor -> actions.put(actor, new ArrayList<>()));
    try (Stream<String> lines = Files.lines(published)) {
      lines
          .map(line -> ActionJson.read(line.getBytes(StandardCharsets.UTF_8)))
          .filter(action -> actions.containsKey(action.actor()))
          .forEach(action -> of(actions, action.actor()).add(action));
    }
    Comparison comparison = new Comparison();
    for (long actor : actors) {
      for (Feature feature : features) {
        Object expected =
            PlainValues.evaluated(ReferenceEvaluator.evaluate(feature, of(actions, actor), until));
        comparison.add(
            feature.fullName(), actor, of(served, actor).get(feature.fullName()), expected);
      }
    }
    comparison.holds("the evaluator's, " + data.name());
  }

  private static void equalsDuckDb(
      DataSet data,
      DuckDbOracle oracle,
      long[] actors,
      Instant until,
      Map<Long, Map<String, @Nullable Object>> served)
      throws SQLException {
    Comparison comparison = new Comparison();
    for (Question question : data.questions()) {
      String name = question.in(data.name());
      long end = until.toEpochMilli();
      String condition =
          "ts > "
              + (end - Duration.ofHours(question.hours()).toMillis())
              + " AND ts <= "
              + end
              + " AND ("
              + question.condition()
              + ")";
      Map<Long, ?> expected =
          switch (question.kind()) {
            case NUMBER -> oracle.aggregate(question.sql(), condition, actors);
            case COUNTS -> oracle.counts(question.sql(), condition, question.most(), actors);
          };
      for (long actor : actors) {
        Object value = expected.containsKey(actor) ? expected.get(actor) : question.overNothing();
        comparison.add(name, actor, of(served, actor).get(name), value);
      }
    }
    comparison.holds("DuckDB's, " + data.name());
  }

  private static <T> T of(Map<Long, T> byActor, long actor) {
    return Objects.requireNonNull(byActor.get(actor), () -> "actor " + actor);
  }

  private static boolean same(@Nullable Object served, @Nullable Object expected) {
    if (served instanceof Double number && expected instanceof Number wanted) {
      double bound = 1e-9 * Math.max(1, Math.abs(wanted.doubleValue()));
      return Math.abs(number - wanted.doubleValue()) <= bound;
    }
    if (served instanceof Map<?, ?> map && expected instanceof Map<?, ?> wanted) {
      return List.copyOf(map.entrySet()).equals(List.copyOf(wanted.entrySet()));
    }
    return Objects.equals(served, expected);
  }

  /** Counts compared cells, and keeps what differs. */
  private static final class Comparison {
    private final List<String> differences = new ArrayList<>();
    private long cells;

    void add(String feature, long actor, @Nullable Object served, @Nullable Object expected) {
      cells++;
      if (!same(served, expected)) {
        differences.add(
            feature + " of actor " + actor + ": " + served + " (expected: " + expected + ")");
      }
    }

    void holds(String what) {
      assertThat(differences).as("%s, %d cells", what, cells).isEmpty();
      assertThat(cells).as("%s, cells", what).isGreaterThan(ACTORS * 20L);
      System.out.println("real data: " + cells + " cells equal " + what);
    }
  }
}

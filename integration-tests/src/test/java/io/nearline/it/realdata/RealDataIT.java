package io.nearline.it.realdata;

import static io.nearline.it.stack.Pinot.actionsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nearline.features.action.Action;
import io.nearline.features.action.ActionJson;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.it.differential.Answers;
import io.nearline.it.differential.Cells;
import io.nearline.it.differential.Differential;
import io.nearline.it.differential.EntityActions;
import io.nearline.it.differential.EntityRows;
import io.nearline.it.launcher.RunningSystem;
import io.nearline.it.realdata.DataSet.Subject;
import io.nearline.process.ConfigurationFiles;
import io.nearline.proto.v1.FeatureServiceGrpc.FeatureServiceBlockingStub;
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
import java.util.LinkedHashMap;
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
  private static final int BUSIEST = 5;

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
        if (data.equals(DataSet.WIKI)) { // the shorter one
          replay(system, Path.of(folder).resolve(data.file()), until, published);
        }
        holdsAMarker(system, until);
        holdsEveryActionOnce(system, oracle);
        compare(data, system, oracle, published, until.toEpochMilli());
      }
    }
  }

  private static void compare(
      DataSet data, RunningSystem system, DuckDbOracle oracle, Path published, long until)
      throws SQLException, IOException {
    String repeat = "-Dit.test=RealDataIT -Dnearline.it.seed=" + SEED;
    Cells cells = new Cells("real data, " + data.name(), repeat);
    Cells questions = new Cells("real data by DuckDB, " + data.name(), repeat);
    Catalogue catalogue = CatalogueLoader.load(ConfigurationFiles.read(CONFIGURATION));
    Map<Subject, EntityRows> asked = new LinkedHashMap<>();
    for (Subject subject : data.subjects()) {
      asked.put(subject, rows(subject, oracle));
    }
    EntityActions actions = new EntityActions(catalogue, asked.values());
    try (Stream<String> lines = Files.lines(published)) {
      lines
          .map(line -> ActionJson.read(line.getBytes(StandardCharsets.UTF_8)))
          .forEach(actions::add);
    }
    try (Differential differential =
        new Differential(catalogue, () -> stub(system), system.endpoint("pinotBroker"), cells)) {
      for (Map.Entry<Subject, EntityRows> entry : asked.entrySet()) {
        for (long asOf : new long[] {until, until - Duration.ofMinutes(211).toMillis()}) {
          Answers answers = differential.compare(entry.getValue(), actions, asOf, data.values());
          equalsDuckDb(entry.getKey(), entry.getValue(), oracle, asOf, answers, questions);
        }
      }
    }
    cells.hold();
    questions.hold();
    assertThat(cells.count()).isGreaterThan(Cells.LEAST_OF_A_DATA_SET);
  }

  private static FeatureServiceBlockingStub stub(RunningSystem system) {
    return system.features().withDeadlineAfter(Duration.ofSeconds(30));
  }

  /** The busiest entities, others by chance, and one that is nobody. */
  private static EntityRows rows(Subject subject, DuckDbOracle oracle) throws SQLException {
    List<Map.Entry<String, String>> keys = List.copyOf(subject.keys().entrySet());
    List<List<Object>> entities = oracle.entities(keys.stream().map(Map.Entry::getValue).toList());
    List<List<Object>> others = entities.subList(BUSIEST, entities.size());
    Collections.shuffle(others, new Random(SEED));
    Map<String, List<Object>> columns = new LinkedHashMap<>();
    for (int key = 0; key < keys.size(); key++) {
      int index = key;
      List<Object> column =
          new ArrayList<>(
              entities.stream()
                  .limit(subject.entities())
                  .map(entity -> entity.get(index))
                  .toList());
      column.add(column.get(0) instanceof Long ? (Object) Long.MIN_VALUE : "nobody's");
      columns.put(keys.get(key).getKey(), column);
    }
    return EntityRows.of(subject.service(), columns);
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
    return actionsOf(table) + " AND verb <> 'marker'";
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

  private static void equalsDuckDb(
      Subject subject,
      EntityRows asked,
      DuckDbOracle oracle,
      long asOf,
      Answers served,
      Cells cells)
      throws SQLException {
    List<String> fields = List.copyOf(subject.keys().keySet());
    List<String> keys = List.copyOf(subject.keys().values());
    for (Question question : subject.questions()) {
      String condition =
          "ts > %d AND ts <= %d AND (%s)"
              .formatted(
                  asOf - Duration.ofHours(question.hours()).toMillis(), asOf, question.condition());
      String sql = question.sql().replace("$asOf", Long.toString(asOf));
      Map<List<Object>, ?> answers =
          switch (question.kind()) {
            case NUMBER -> oracle.aggregate(keys, sql, condition);
            case COUNTS -> oracle.counts(keys, sql, condition, question.most());
          };
      String name = question.in(subject.service());
      for (int row = 0; row < asked.size(); row++) {
        int index = row;
        List<Object> entity =
            fields.stream().map(field -> of(asked.columns(), field).get(index)).toList();
        Object expected =
            answers.containsKey(entity) ? answers.get(entity) : question.overNothing();
        Object value = served.value(name, row);
        cells.cell(answers.containsKey(entity));
        if (same(value, expected)) {
          cells.same();
        } else {
          cells.differs(
              name,
              "%s of %s at %d: %s (expected: %s)".formatted(name, entity, asOf, value, expected));
        }
      }
    }
  }

  private static <T> T of(Map<String, T> values, String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  private static boolean same(@Nullable Object served, @Nullable Object expected) {
    if (served instanceof Number number && expected instanceof Number wanted) {
      double bound =
          served instanceof Double ? 1e-9 * Math.max(1, Math.abs(wanted.doubleValue())) : 0;
      return Math.abs(number.doubleValue() - wanted.doubleValue()) <= bound;
    }
    if (served instanceof Map<?, ?> map && expected instanceof Map<?, ?> wanted) {
      return List.copyOf(map.entrySet()).equals(List.copyOf(wanted.entrySet()));
    }
    return Objects.equals(served, expected);
  }
}

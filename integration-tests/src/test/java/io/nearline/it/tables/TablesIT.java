package io.nearline.it.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributesFile;
import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;
import io.nearline.it.stack.Stack;
import io.nearline.it.stack.Topics.Line;
import io.nearline.schemas.RenderedTable;
import io.nearline.schemas.TableSettings;
import io.nearline.schemas.Tables;
import io.nearline.schemas.controller.HttpPinotController;
import io.nearline.schemas.controller.PinotController;
import io.nearline.schemas.controller.PinotControllerException;
import io.nearline.schemas.lint.LintContext;
import io.nearline.schemas.plan.RefusedPlanException;
import io.nearline.schemas.plan.TableApplier;
import io.nearline.schemas.plan.TablePlanner;
import io.nearline.schemas.plan.TablesPlan;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tables on a real controller. Each test has tables and topics of its own names. */
class TablesIT {
  private static final Duration BOUND = Duration.ofSeconds(90);
  private static final long MISSING_INT64 = Long.MIN_VALUE;

  private final Stack stack = Stack.shared();
  private final PinotController controller =
      HttpPinotController.at(URI.create("http://" + stack.pinotController()));

  @Test
  void createsTablesOnceAndTakesEveryKindOfMissingAttributesForNone() {
    List<RenderedTable> tables = tables(catalogue("created", ""), 2);
    topics(tables, 2);
    TablesPlan plan = TablePlanner.plan(controller, tables, table -> topicOf(2));
    assertThat(plan.text())
        .isEqualTo(
            """
            table created
              + create schema created: 9 columns
              + create table created: by actor, 2 partitions, 96 hours, replication 1
            table created_by_object
              + create schema created_by_object: 9 columns
              + create table created_by_object: by object, 2 partitions, 48 hours, replication 1
            """);
    new TableApplier(controller).apply(plan);

    assertThat(TablePlanner.plan(controller, tables, table -> topicOf(2)).text())
        .isEqualTo("table created\n  unchanged\ntable created_by_object\n  unchanged\n");

    stack
        .topics()
        .publish(
            "created",
            List.of(
                action(1, ", \"actorAttributes\": null"),
                action(2, ", \"actorAttributes\": {}"),
                action(3, ""),
                action(4, ", \"actorAttributes\": {\"a\": \"b\"}, \"objectPrice\": 1.5")));
    stack.pinot().awaitCount("created", 4, BOUND);
    String before = rows("created", "actor, actorAttributes, objectPrice");
    assertThat(before)
        .isEqualTo(
            "[[1,\"{}\",\"-Infinity\"],[2,\"{}\",\"-Infinity\"],[3,\"{}\",\"-Infinity\"],"
                + "[4,\"{\\\"a\\\":\\\"b\\\"}\",1.5]]");
    new TableApplier(controller).refresh("created");
    assertThat(rows("created", "actor, actorAttributes, objectPrice")).isEqualTo(before);
  }

  @Test
  void addsAttributesToALiveTable() {
    List<RenderedTable> before = tables(catalogue("extended", ""), 2);
    topics(before, 2);
    apply(before);
    stack.topics().publish("extended", actions(1, 10, ""));
    stack.pinot().awaitCount("extended", 10, BOUND);
    new TableApplier(controller).refresh("extended");
    stack.topics().publish("extended", actions(11, 20, ""));
    stack.pinot().awaitCount("extended", 20, BOUND);

    List<RenderedTable> after =
        tables(
            catalogue(
                "extended",
                """
                  objectAttributes.geo:    {type: string, column: objectGeo, max_length: 700}
                  objectAttributes.remote: {type: bool, column: objectRemote}
                  objectAttributes.size:   {type: int64, column: objectSize}
                  objectAttributes.vector: {type: vector, dimension: 2, column: objectVector}
                """),
            2);
    TablesPlan plan = TablePlanner.plan(controller, after.subList(0, 1));
    assertThat(plan.text())
        .isEqualTo(
            """
            table extended
              + add column objectGeo STRING
              + add column objectRemote INT
              + add column objectSize LONG
              + add column objectVector FLOAT[]
            """);
    new TableApplier(controller).apply(plan);
    assertThat(TablePlanner.plan(controller, after.subList(0, 1)).isUnchanged()).isTrue();

    // Rows that were committed before, and rows that were being consumed.
    assertThat(column("extended", "objectGeo", 20)).containsOnly("__missing__").hasSize(20);
    assertThat(column("extended", "objectRemote", 20)).containsOnly("-1");
    assertThat(column("extended", "objectSize", 20)).containsOnly(Long.toString(MISSING_INT64));
    assertThat(column("extended", "objectVector", 20)).containsOnly("[\"-Infinity\"]");

    // Rows that come right after, with values: none is lost.
    String geo = "x".repeat(700);
    stack
        .topics()
        .publish(
            "extended",
            actions(
                21,
                30,
                ", \"objectGeo\": \"%s\", \"objectRemote\": 1, \"objectSize\": 9007199254740993,"
                        .formatted(geo)
                    + " \"objectVector\": [0.5, 1.5]"));
    stack.pinot().awaitCount("extended", 30, BOUND);
    assertThat(
            stack
                .pinot()
                .query(
                    "SELECT COUNT(*) FROM extended WHERE objectGeo = '%s' AND objectRemote = 1"
                            .formatted(geo)
                        + " AND objectSize = 9007199254740993 AND objectVector = 1.5 LIMIT 1")
                .cell(0, 0)
                .asLong())
        .isEqualTo(10);
  }

  @Test
  void changesSettingsAndKeepsWhatOthersHaveSet() {
    List<RenderedTable> tables = tables(catalogue("tuned", ""), 1).subList(0, 1);
    topics(tables, 1);
    apply(tables);
    ObjectNode live = (ObjectNode) controller.table("tuned").orElseThrow();
    ((ObjectNode) live.path("tableIndexConfig")).putArray("rangeIndexColumns").add("timestamp");
    controller.updateTable("tuned", live);
    assertThat(TablePlanner.plan(controller, tables).isUnchanged()).isTrue();

    TableSettings settings = settings(1).withFlush(5_000, Duration.ofMinutes(30));
    List<RenderedTable> changed =
        Tables.render(catalogue("tuned", "", "120h"), settings).subList(0, 1);
    TablesPlan plan = TablePlanner.plan(controller, changed);
    assertThat(plan.text())
        .isEqualTo(
            """
            table tuned
              ~ retention 96 → 120
              ~ realtime.segment.flush.threshold.rows 1000000 → 5000
              ~ realtime.segment.flush.threshold.time 360m → 30m
            """);
    new TableApplier(controller).apply(plan);
    assertThat(TablePlanner.plan(controller, changed).isUnchanged()).isTrue();
    assertThat(
            controller
                .table("tuned")
                .orElseThrow()
                .at("/tableIndexConfig/rangeIndexColumns")
                .toString())
        .isEqualTo("[\"timestamp\"]");
  }

  @Test
  void refusesWhatALiveTableCannotTake() {
    List<RenderedTable> tables = tables(catalogue("refused", ""), 2).subList(0, 1);
    topics(tables, 2);
    apply(tables);

    // The topic has grown, but the table was rendered as before.
    TablesPlan grown = TablePlanner.plan(controller, tables, table -> topicOf(3));
    assertThat(grown.refusals())
        .extracting(Problem::toString)
        .containsExactly(
            "refused.table.json: tableIndexConfig.segmentPartitionConfig.columnPartitionMap.actor"
                + ".numPartitions: 2 (expected: 3, the topic's partition count)");

    // Rendered with the new count, for a column of another type too.
    AttributeCatalogue other =
        parse(text("refused", "", "96h").replace("type: double", "type: int64"));
    TablesPlan plan =
        TablePlanner.plan(controller, tables(other, 3).subList(0, 1), table -> topicOf(3));
    assertThat(plan.refusals())
        .extracting(Problem::path)
        .containsExactly(
            "objectPrice",
            "tableIndexConfig.segmentPartitionConfig.columnPartitionMap.actor.numPartitions");
    JsonNode schema = controller.schema("refused").orElseThrow();
    assertThatThrownBy(() -> new TableApplier(controller).apply(plan))
        .isInstanceOf(RefusedPlanException.class);
    assertThat(controller.schema("refused").orElseThrow()).isEqualTo(schema);
  }

  @Test
  void takesUnrecognizedPropertiesForAnError() {
    RenderedTable table = tables(catalogue("unrecognized", ""), 1).get(0);
    controller.addSchema(table.schema());
    ObjectNode odd = table.table();
    ((ObjectNode) odd.path("tableIndexConfig")).put("sortedColumns", "actor");
    assertThatThrownBy(() -> controller.validateTable(odd))
        .isInstanceOf(PinotControllerException.class)
        .hasMessageEndingWith(
            "/tables/validate: unrecognizedProperties:"
                + " {\"/tableIndexConfig/sortedColumns\":\"actor\"} (expected: none)");
    assertThat(controller.table("unrecognized")).isEmpty();
  }

  @Test
  void namesTheControllerThatIsNotThere() {
    PinotController gone = HttpPinotController.at(URI.create("http://127.0.0.1:1/"));
    assertThatThrownBy(() -> gone.schema("actions"))
        .isInstanceOf(PinotControllerException.class)
        .hasMessage(
            "GET http://127.0.0.1:1/schemas/actions: no connection"
                + " (expected: a Pinot controller at http://127.0.0.1:1)");
  }

  private void apply(List<RenderedTable> tables) {
    new TableApplier(controller).apply(TablePlanner.plan(controller, tables));
    // The broker learns of a table a little later than the controller.
    tables.forEach(table -> stack.pinot().awaitCount(table.name(), 0, BOUND));
  }

  private void topics(List<RenderedTable> tables, int partitions) {
    tables.forEach(table -> stack.topics().create(table.name(), partitions));
  }

  private String rows(String table, String columns) {
    return stack
        .pinot()
        .query("SELECT %s FROM %s ORDER BY actor LIMIT 1000".formatted(columns, table))
        .rows()
        .toString();
  }

  private List<String> column(String table, String column, int rows) {
    await(table + " answers " + rows + " rows")
        .atMost(BOUND)
        .until(() -> stack.pinot().count(table) == rows);
    JsonNode answer =
        stack.pinot().query("SELECT actor, %s FROM %s LIMIT 1000".formatted(column, table)).rows();
    return IntStream.range(0, answer.size())
        .mapToObj(row -> answer.get(row).get(1))
        .map(cell -> cell.isValueNode() ? cell.asText() : cell.toString())
        .toList();
  }

  private static List<Line> actions(int first, int last, String more) {
    return IntStream.rangeClosed(first, last).mapToObj(actor -> action(actor, more)).toList();
  }

  private static Line action(int actor, String more) {
    return new Line(
        Integer.toString(actor),
        "{\"eventId\": \"e%d\", \"actor\": %d, \"verb\": \"v\", \"object\": \"o\", \"timestamp\": %d%s}"
            .formatted(actor, actor, System.currentTimeMillis(), more));
  }

  private List<RenderedTable> tables(AttributeCatalogue catalogue, int partitions) {
    return Tables.render(catalogue, settings(partitions));
  }

  private TableSettings settings(int partitions) {
    return TableSettings.defaults()
        .withKafkaBrokers(stack.kafka())
        .withConsumerFactory(stack.kafkaConsumerFactory())
        .withDefaultPartitions(partitions);
  }

  private static LintContext topicOf(int partitions) {
    return LintContext.NOTHING.withTopicPartitions(partitions);
  }

  private static AttributeCatalogue catalogue(String table, String more) {
    return catalogue(table, more, "96h");
  }

  private static AttributeCatalogue catalogue(String table, String more, String retention) {
    return parse(text(table, more, retention));
  }

  private static String text(String table, String more, String retention) {
    return """
        attributes:
          objectAttributes.price: {type: double, column: objectPrice}
        %sentities:
          actor:  {table: %s, type: int64, retention: %s}
          object: {table: %s_by_object, type: string, retention: 48h}
        """
        .formatted(more, table, retention, table);
  }

  private static AttributeCatalogue parse(String text) {
    Problems problems = new Problems();
    AttributeCatalogue catalogue =
        StrictYaml.parse(AttributesFile.NAME, text, problems)
            .map(AttributesFile::read)
            .orElseThrow();
    problems.throwIfAny();
    return catalogue;
  }
}

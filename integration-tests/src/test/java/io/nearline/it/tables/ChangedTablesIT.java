package io.nearline.it.tables;

import static io.nearline.it.tables.TablesFixture.BOUND;
import static io.nearline.it.tables.TablesFixture.actions;
import static io.nearline.it.tables.TablesFixture.catalogue;
import static io.nearline.it.tables.TablesFixture.parse;
import static io.nearline.it.tables.TablesFixture.text;
import static io.nearline.it.tables.TablesFixture.topicOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.problem.Problem;
import io.nearline.schemas.RenderedTable;
import io.nearline.schemas.TableSettings;
import io.nearline.schemas.Tables;
import io.nearline.schemas.plan.RefusedPlanException;
import io.nearline.schemas.plan.TableApplier;
import io.nearline.schemas.plan.TablePlanner;
import io.nearline.schemas.plan.TablesPlan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Live tables that are to become others. Each test has tables and topics of its own names. */
class ChangedTablesIT {
  private static final long MISSING_INT64 = Long.MIN_VALUE;

  private final TablesFixture fixture = new TablesFixture();

  @Test
  void addsAttributesToALiveTable() {
    List<RenderedTable> before = fixture.tables(catalogue("extended", ""), 2);
    fixture.topics(before, 2);
    fixture.apply(before);
    fixture.stack.topics().publish("extended", actions(1, 10, ""));
    fixture.stack.pinot().awaitCount("extended", 10, BOUND);
    new TableApplier(fixture.controller).refresh("extended");
    fixture.stack.topics().publish("extended", actions(11, 20, ""));
    fixture.stack.pinot().awaitCount("extended", 20, BOUND);

    List<RenderedTable> after =
        fixture.tables(
            catalogue(
                "extended",
                """
                  objectAttributes.geo:    {type: string, column: objectGeo, max_length: 700}
                  objectAttributes.remote: {type: bool, column: objectRemote}
                  objectAttributes.size:   {type: int64, column: objectSize}
                  objectAttributes.vector: {type: vector, dimension: 2, column: objectVector}
                """),
            2);
    TablesPlan plan = TablePlanner.plan(fixture.controller, after.subList(0, 1));
    assertThat(plan.text())
        .isEqualTo(
            """
            table extended
              + add column objectGeo STRING
              + add column objectRemote INT
              + add column objectSize LONG
              + add column objectVector FLOAT[]
            """);
    new TableApplier(fixture.controller).apply(plan);
    assertThat(TablePlanner.plan(fixture.controller, after.subList(0, 1)).isUnchanged()).isTrue();

    // Rows that were committed before, and rows that were being consumed.
    assertThat(fixture.column("extended", "objectGeo", 20)).containsOnly("__missing__").hasSize(20);
    assertThat(fixture.column("extended", "objectRemote", 20)).containsOnly("-1");
    assertThat(fixture.column("extended", "objectSize", 20))
        .containsOnly(Long.toString(MISSING_INT64));
    assertThat(fixture.column("extended", "objectVector", 20)).containsOnly("[\"-Infinity\"]");

    // Rows that come right after, with values: none is lost.
    String geo = "x".repeat(700);
    fixture
        .stack
        .topics()
        .publish(
            "extended",
            actions(
                21,
                30,
                ", \"objectGeo\": \"%s\", \"objectRemote\": 1, \"objectSize\": 9007199254740993,"
                        .formatted(geo)
                    + " \"objectVector\": [0.5, 1.5]"));
    fixture.stack.pinot().awaitCount("extended", 30, BOUND);
    assertThat(
            fixture
                .stack
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
    List<RenderedTable> tables = fixture.tables(catalogue("tuned", ""), 1).subList(0, 1);
    fixture.topics(tables, 1);
    fixture.apply(tables);
    ObjectNode live = (ObjectNode) fixture.controller.table("tuned").orElseThrow();
    ((ObjectNode) live.path("tableIndexConfig")).putArray("rangeIndexColumns").add("timestamp");
    fixture.controller.updateTable("tuned", live);
    assertThat(TablePlanner.plan(fixture.controller, tables).isUnchanged()).isTrue();

    TableSettings settings = fixture.settings(1).withFlush(5_000, Duration.ofMinutes(30));
    List<RenderedTable> changed =
        Tables.render(catalogue("tuned", "", "120h"), settings).subList(0, 1);
    TablesPlan plan = TablePlanner.plan(fixture.controller, changed);
    assertThat(plan.text())
        .isEqualTo(
            """
            table tuned
              ~ retention 96 → 120
              ~ realtime.segment.flush.threshold.rows 1000000 → 5000
              ~ realtime.segment.flush.threshold.time 360m → 30m
            """);
    new TableApplier(fixture.controller).apply(plan);
    assertThat(TablePlanner.plan(fixture.controller, changed).isUnchanged()).isTrue();
    assertThat(
            fixture
                .controller
                .table("tuned")
                .orElseThrow()
                .at("/tableIndexConfig/rangeIndexColumns")
                .toString())
        .isEqualTo("[\"timestamp\"]");
  }

  @Test
  void refusesWhatALiveTableCannotTake() {
    List<RenderedTable> tables = fixture.tables(catalogue("refused", ""), 2).subList(0, 1);
    fixture.topics(tables, 2);
    fixture.apply(tables);

    // The topic has grown, but the table was rendered as before.
    TablesPlan grown = TablePlanner.plan(fixture.controller, tables, table -> topicOf(3));
    assertThat(grown.refusals())
        .extracting(Problem::toString)
        .containsExactly(
            "refused.table.json: tableIndexConfig.segmentPartitionConfig.columnPartitionMap.actor"
                + ".numPartitions: 2 (expected: 3, the topic's partition count)");

    // Rendered with the new count, for a column of another type too.
    AttributeCatalogue other =
        parse(text("refused", "", "96h").replace("type: double", "type: int64"));
    TablesPlan plan =
        TablePlanner.plan(
            fixture.controller, fixture.tables(other, 3).subList(0, 1), table -> topicOf(3));
    assertThat(plan.refusals())
        .extracting(Problem::path)
        .containsExactly(
            "objectPrice",
            "tableIndexConfig.segmentPartitionConfig.columnPartitionMap.actor.numPartitions");
    JsonNode schema = fixture.controller.schema("refused").orElseThrow();
    assertThatThrownBy(() -> new TableApplier(fixture.controller).apply(plan))
        .isInstanceOf(RefusedPlanException.class);
    assertThat(fixture.controller.schema("refused").orElseThrow()).isEqualTo(schema);
  }
}

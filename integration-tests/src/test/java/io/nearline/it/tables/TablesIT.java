package io.nearline.it.tables;

import static io.nearline.it.tables.TablesFixture.BOUND;
import static io.nearline.it.tables.TablesFixture.action;
import static io.nearline.it.tables.TablesFixture.catalogue;
import static io.nearline.it.tables.TablesFixture.topicOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nearline.schemas.RenderedTable;
import io.nearline.schemas.controller.HttpPinotController;
import io.nearline.schemas.controller.PinotController;
import io.nearline.schemas.controller.PinotControllerException;
import io.nearline.schemas.plan.TableApplier;
import io.nearline.schemas.plan.TablePlanner;
import io.nearline.schemas.plan.TablesPlan;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** New tables on a real controller. Each test has tables and topics of its own names. */
class TablesIT {
  private final TablesFixture fixture = new TablesFixture();

  @Test
  void createsTablesOnceAndTakesEveryKindOfMissingAttributesForNone() {
    List<RenderedTable> tables = fixture.tables(catalogue("created", ""), 2);
    fixture.topics(tables, 2);
    TablesPlan plan = TablePlanner.plan(fixture.controller, tables, table -> topicOf(2));
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
    new TableApplier(fixture.controller).apply(plan);

    assertThat(TablePlanner.plan(fixture.controller, tables, table -> topicOf(2)).text())
        .isEqualTo("table created\n  unchanged\ntable created_by_object\n  unchanged\n");

    fixture
        .stack
        .topics()
        .publish(
            "created",
            List.of(
                action(1, ", \"actorAttributes\": null"),
                action(2, ", \"actorAttributes\": {}"),
                action(3, ""),
                action(4, ", \"actorAttributes\": {\"a\": \"b\"}, \"objectPrice\": 1.5")));
    fixture.stack.pinot().awaitCount("created", 4, BOUND);
    String before = fixture.rows("created", "actor, actorAttributes, objectPrice");
    assertThat(before)
        .isEqualTo(
            "[[1,\"{}\",\"-Infinity\"],[2,\"{}\",\"-Infinity\"],[3,\"{}\",\"-Infinity\"],"
                + "[4,\"{\\\"a\\\":\\\"b\\\"}\",1.5]]");
    new TableApplier(fixture.controller).refresh("created");
    assertThat(fixture.rows("created", "actor, actorAttributes, objectPrice")).isEqualTo(before);
  }

  @Test
  void takesUnrecognizedPropertiesForAnError() {
    RenderedTable table = fixture.tables(catalogue("unrecognized", ""), 1).get(0);
    fixture.controller.addSchema(table.schema());
    ObjectNode odd = table.table();
    ((ObjectNode) odd.path("tableIndexConfig")).put("sortedColumns", "actor");
    assertThatThrownBy(() -> fixture.controller.validateTable(odd))
        .isInstanceOf(PinotControllerException.class)
        .hasMessageEndingWith(
            "/tables/validate: unrecognizedProperties:"
                + " {\"/tableIndexConfig/sortedColumns\":\"actor\"} (expected: none)");
    assertThat(fixture.controller.table("unrecognized")).isEmpty();
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
}

package io.nearline.schemas.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.problem.Problem;
import io.nearline.schemas.Catalogues;
import io.nearline.schemas.RenderedTable;
import io.nearline.schemas.TableSettings;
import io.nearline.schemas.Tables;
import io.nearline.schemas.controller.PinotControllerException;
import io.nearline.schemas.lint.LintContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Plans over a controller, applied, and what then is left to plan. */
class TableApplierTest {
  private final FakeController controller = new FakeController();
  private final TableApplier applier =
      new TableApplier(controller, step -> {}, Duration.ofSeconds(5), Duration.ofMillis(1));

  @Test
  void createsSchemasThenTables() {
    TablesPlan plan = TablePlanner.plan(controller, tables(Catalogues.allTypes()));
    assertThat(plan.text())
        .isEqualTo(
            """
            table actions
              + create schema actions: 13 columns
              + create table actions: by actor, 4 partitions, 96 hours, replication 1
            table actions_by_object
              + create schema actions_by_object: 13 columns
              + create table actions_by_object: by object, 4 partitions, 48 hours, replication 1
            """);
    applier.apply(plan);
    assertThat(controller.calls())
        .containsExactly(
            "addSchema actions",
            "addTable actions",
            "addSchema actions_by_object",
            "addTable actions_by_object");
  }

  @Test
  void changesNothingTheSecondTime() {
    apply(tables(Catalogues.allTypes()));
    controller.calls().clear();
    TablesPlan plan = TablePlanner.plan(controller, tables(Catalogues.allTypes()));
    assertThat(plan.text())
        .isEqualTo("table actions\n  unchanged\ntable actions_by_object\n  unchanged\n");
    assertThat(plan.isUnchanged()).isTrue();
    applier.apply(plan);
    assertThat(controller.calls()).isEmpty();
  }

  @Test
  void goesOnWhereAFailureHasEnded() {
    RenderedTable actions = tables(Catalogues.allTypes()).get(0);
    controller.addSchema(actions.schema());
    assertThat(TablePlanner.plan(controller, List.of(actions)).text())
        .isEqualTo(
            """
            table actions
              + create table actions: by actor, 4 partitions, 96 hours, replication 1
            """);
  }

  @Test
  void addsAColumnBySchemaCommitAndReload() {
    apply(tables(Catalogues.allTypesBut("  objectAttributes.geo", "  # objectAttributes.geo")));
    controller.calls().clear();
    TablesPlan plan = TablePlanner.plan(controller, tables(Catalogues.allTypes()).subList(0, 1));
    assertThat(plan.text()).isEqualTo("table actions\n  + add column objectGeo STRING\n");
    applier.apply(plan);
    assertThat(controller.calls())
        .containsExactly("updateSchema actions", "commit actions", "reload actions");
  }

  @Test
  void keepsColumnsThatAreNoLongerDeclared() {
    apply(tables(Catalogues.allTypes()));
    List<RenderedTable> fewer =
        tables(Catalogues.allTypesBut("  objectAttributes.geo", "  # objectAttributes.geo"));
    assertThat(TablePlanner.plan(controller, fewer).isUnchanged()).isTrue();
    List<RenderedTable> other =
        tables(
            Catalogues.allTypesBut(
                "objectAttributes.geo:       {type: string, column: objectGeo, max_length: 100}",
                "objectAttributes.city: {type: string, column: objectCity}"));
    apply(other);
    assertThat(controller.liveSchema("actions").toString())
        .contains("\"objectGeo\"", "\"objectCity\"");
  }

  @Test
  void changesSettingsAndLeavesOthersAlone() {
    apply(tables(Catalogues.allTypes()));
    ((ObjectNode) controller.liveTable("actions").path("tableIndexConfig"))
        .putArray("rangeIndexColumns")
        .add("timestamp");
    controller.calls().clear();
    TableSettings settings =
        TableSettings.defaults()
            .withKafkaBrokers("kafka:9092")
            .withKafkaProperties(Map.of("sasl.jaas.config", "password"));
    TablesPlan plan =
        TablePlanner.plan(
            controller,
            Tables.render(Catalogues.allTypesBut("96h", "120h"), settings).subList(0, 1));
    assertThat(plan.text())
        .isEqualTo(
            """
            table actions
              ~ retention 96 → 120
              ~ stream.kafka.broker.list localhost:9092 → kafka:9092
              ~ sasl.jaas.config (hidden) → (hidden)
            """);
    applier.apply(plan);
    assertThat(controller.calls()).containsExactly("updateTable actions", "commit actions");
    assertThat(controller.liveTable("actions").at("/tableIndexConfig/rangeIndexColumns/0").asText())
        .isEqualTo("timestamp");
    assertThat(controller.liveTable("actions").at("/segmentsConfig/retentionTimeValue").asText())
        .isEqualTo("120");
  }

  @Test
  void changesALengthWithoutReload() {
    apply(tables(Catalogues.allTypes()));
    controller.calls().clear();
    TablesPlan plan =
        TablePlanner.plan(
            controller,
            tables(Catalogues.allTypesBut("max_length: 100", "max_length: 512")).subList(0, 1));
    assertThat(plan.text()).isEqualTo("table actions\n  ~ column objectGeo maxLength 100 → 512\n");
    applier.apply(plan);
    assertThat(controller.calls()).containsExactly("updateSchema actions", "commit actions");
  }

  @Test
  void refusesWhatCannotBeChangedLive() {
    apply(tables(Catalogues.allTypes()));
    controller.calls().clear();
    ObjectNode index = (ObjectNode) controller.liveTable("actions").path("tableIndexConfig");
    index.putArray("sortedColumn").add("verb");
    List<RenderedTable> changed =
        Tables.render(
            Catalogues.allTypesBut("{type: double, column", "{type: int64, column"),
            TableSettings.defaults().withPartitions("actions", 8).withReplication(2));
    TablesPlan plan = TablePlanner.plan(controller, changed.subList(0, 1));
    assertThat(plan.refusals())
        .extracting(Problem::toString)
        .containsExactly(
            "live schema actions: objectPrice: DOUBLE in dimensionFieldSpecs (expected: LONG in"
                + " dimensionFieldSpecs; a column can't be changed, declare one of another name)",
            "live table actions: segmentsConfig.replication: 1"
                + " (expected: 2; change it in Pinot and rebalance the table)",
            "live table actions: segmentsConfig.replicasPerPartition: 1"
                + " (expected: 2; change it in Pinot and rebalance the table)",
            "live table actions: tableIndexConfig.sortedColumn: [\"verb\"] (expected: [\"actor\"];"
                + " rows are stored by it; make a new table and replay its topic)",
            "live table actions: tableIndexConfig.segmentPartitionConfig.columnPartitionMap.actor"
                + ".numPartitions: 4"
                + " (expected: 8; rows are stored by it; make a new table and replay its topic)");
    assertThatThrownBy(() -> applier.apply(plan))
        .isInstanceOf(RefusedPlanException.class)
        .hasMessageContaining("live schema actions: objectPrice");
    assertThat(controller.calls()).isEmpty();
  }

  @Test
  void refusesAChangedMissingValue() {
    apply(tables(Catalogues.allTypes()));
    ((ObjectNode) controller.liveSchema("actions").at("/dimensionFieldSpecs/8"))
        .put("defaultNullValue", 0);
    assertThat(TablePlanner.plan(controller, tables(Catalogues.allTypes())).refusals())
        .extracting(Problem::toString)
        .containsExactly(
            "live schema actions: verbLoggedIn.defaultNullValue: 0"
                + " (expected: -1; a column can't be changed, declare one of another name)");
  }

  @Test
  void refusesTrapsOfTheOutcome() {
    apply(tables(Catalogues.allTypes()));
    ((ObjectNode) controller.liveTable("actions").path("tableIndexConfig"))
        .putObject("noDictionaryConfig")
        .put("objectEmbedding", "LZ4");
    TablesPlan plan =
        TablePlanner.plan(
            controller,
            tables(Catalogues.allTypes()).subList(0, 1),
            table -> LintContext.NOTHING.withTopicPartitions(3));
    assertThat(plan.refusals())
        .extracting(Problem::path)
        .containsExactly(
            "tableIndexConfig.segmentPartitionConfig.columnPartitionMap.actor.numPartitions",
            "tableIndexConfig.noDictionaryConfig.objectEmbedding");
  }

  @Test
  void failsWhenAStepTakesTooLong() {
    controller.stick();
    TableApplier impatient =
        new TableApplier(controller, step -> {}, Duration.ZERO, Duration.ofMillis(1));
    TablesPlan plan = TablePlanner.plan(controller, tables(Catalogues.allTypes()));
    assertThatThrownBy(() -> impatient.apply(plan))
        .isInstanceOf(PinotControllerException.class)
        .hasMessage("actions: 4 partitions consuming: not yet after 0 s (expected: done by then)");
  }

  private void apply(List<RenderedTable> tables) {
    applier.apply(TablePlanner.plan(controller, tables));
  }

  private static List<RenderedTable> tables(AttributeCatalogue catalogue) {
    return Tables.render(catalogue, TableSettings.defaults());
  }
}

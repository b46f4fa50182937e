package io.nearline.schemas.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.problem.Problem;
import io.nearline.schemas.Catalogues;
import io.nearline.schemas.JsonText;
import io.nearline.schemas.RenderedTable;
import io.nearline.schemas.TableSettings;
import io.nearline.schemas.Tables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each trap, set in documents that are right otherwise, is the one finding. */
class LintTest {
  private static final LintContext CONTEXT =
      new LintContext(
          OptionalInt.of(4), Optional.of(Duration.ofDays(4)), Optional.of(Catalogues.allTypes()));

  private static final String INDEX = "actions.table.json: tableIndexConfig.";
  private static final String STREAM = INDEX + "streamConfigs";
  private static final String KEY = INDEX + "segmentPartitionConfig.columnPartitionMap";

  /** Sets a trap in the schema and the table configuration. */
  private interface Trap extends BiConsumer<ObjectNode, ObjectNode> {}

  static List<Arguments> traps() {
    return List.of(
        table(
            table -> array(table, "/tableIndexConfig/noDictionaryColumns").add("objectEmbedding"),
            INDEX
                + "noDictionaryColumns[4]: objectEmbedding, a multi-value column"
                + " (expected: single-value columns only; segments with it can't be committed)"),
        table(
            table ->
                object(table, "/tableIndexConfig")
                    .putObject("noDictionaryConfig")
                    .put("objectEmbedding", "LZ4"),
            INDEX
                + "noDictionaryConfig.objectEmbedding: objectEmbedding, a multi-value column"
                + " (expected: single-value columns only; segments with it can't be committed)"),
        table(
            table -> field(table, "objectEmbedding", "RAW"),
            "actions.table.json: fieldConfigList[0].encodingType: objectEmbedding, a multi-value"
                + " column (expected: single-value columns only;"
                + " segments with it can't be committed)"),
        table(
            table -> field(table, "objectGoe", "DICTIONARY"),
            "actions.table.json: fieldConfigList[0].name: objectGoe"
                + " (expected: a column of the schema)"),
        table(
            table -> array(table, "/tableIndexConfig/invertedIndexColumns").add("objectGoe"),
            INDEX + "invertedIndexColumns[1]: objectGoe (expected: a column of the schema)"),
        table(
            table -> object(table, "/tableIndexConfig").putObject("jsonIndexConfigs"),
            INDEX + "jsonIndexConfigs: {} (expected: nothing; Pinot 0.11 ignores it)"),
        table(
            table -> partition(table).put("numPartitions", 3),
            KEY + ".actor.numPartitions: 3 (expected: 4, the topic's partition count)"),
        table(
            table -> partition(table).put("functionName", "Modulo"),
            KEY + ".actor.functionName: Modulo (expected: Murmur)"),
        table(
            table -> object(table, "/tableIndexConfig").remove("segmentPartitionConfig"),
            KEY + ": nothing (expected: one column, the root key's)"),
        table(
            table -> array(table, "/tableIndexConfig/sortedColumn").removeAll().add("verb"),
            INDEX + "sortedColumn: [\"verb\"] (expected: [\"actor\"])"),
        table(
            table -> object(table, "/tableIndexConfig").remove("sortedColumn"),
            INDEX + "sortedColumn: nothing (expected: [\"actor\"])"),
        table(
            table -> stream(table).put("stream.kafka.isolation.level", "read_uncommitted"),
            STREAM
                + "[\"stream.kafka.isolation.level\"]: read_uncommitted"
                + " (expected: read_committed)"),
        table(
            table -> stream(table).remove("max.partition.fetch.bytes"),
            STREAM
                + "[\"max.partition.fetch.bytes\"]: nothing (expected: at least 67108864;"
                + " a run of aborted records larger than a fetch stalls the partition)"),
        table(
            table -> stream(table).put("fetch.max.bytes", "67108863"),
            STREAM
                + "[\"fetch.max.bytes\"]: 67108863 (expected: at least 67108864;"
                + " a run of aborted records larger than a fetch stalls the partition)"),
        table(
            table -> stream(table).put("stream.kafka.consumer.type", "highlevel"),
            STREAM + "[\"stream.kafka.consumer.type\"]: highlevel (expected: lowlevel)"),
        table(
            table -> stream(table).put("stream.kafka.consumer.prop.auto.offset.reset", "largest"),
            STREAM
                + "[\"stream.kafka.consumer.prop.auto.offset.reset\"]: largest"
                + " (expected: smallest)"),
        table(
            table -> stream(table).remove("stream.kafka.topic.name"),
            STREAM + "[\"stream.kafka.topic.name\"]: nothing (expected: a value)"),
        table(
            table -> object(table, "/tableIndexConfig").remove("streamConfigs"),
            STREAM + ": nothing (expected: the stream's settings)"),
        table(
            table -> object(table, "/segmentsConfig").put("retentionTimeUnit", "DAYS"),
            "actions.table.json: segmentsConfig.retentionTimeUnit: DAYS (expected: HOURS)"),
        table(
            table -> object(table, "/segmentsConfig").put("retentionTimeValue", "95"),
            "actions.table.json: segmentsConfig.retentionTimeValue: 95 hours"
                + " (expected: at least the longest window, 96 hours)"),
        table(
            table -> object(table, "/segmentsConfig").put("timeColumnName", "time"),
            "actions.table.json: segmentsConfig.timeColumnName: time (expected: timestamp)"),
        table(
            table -> table.put("tableType", "OFFLINE"),
            "actions.table.json: tableType: OFFLINE (expected: REALTIME)"),
        table(
            table -> array(table, "/routing/segmentPrunerTypes").remove(0),
            "actions.table.json: routing.segmentPrunerTypes: [\"time\"]"
                + " (expected: [\"partition\",\"time\"])"),
        schema(
            schema -> column(schema, 0).remove("maxLength"),
            "actions.schema.json: dimensionFieldSpecs[0].maxLength: nothing"
                + " (expected: a stated length; eventId is cut at 512 characters otherwise)"),
        schema(
            schema -> column(schema, 2).put("maxLength", 20),
            "actions.schema.json: dimensionFieldSpecs[2].maxLength: 20"
                + " (expected: at least 128, up to which ingest accepts verb)"),
        schema(
            schema -> column(schema, 10).put("maxLength", 20),
            "actions.schema.json: dimensionFieldSpecs[10].maxLength: 20"
                + " (expected: at least 100, as objectAttributes.geo is declared)"),
        schema(
            schema -> column(schema, 4).remove("defaultNullValue"),
            "actions.schema.json: dimensionFieldSpecs[4].defaultNullValue: null"
                + " (expected: {}, which stands for a missing actorAttributes)"),
        schema(
            schema -> column(schema, 10).remove("defaultNullValue"),
            "actions.schema.json: dimensionFieldSpecs[10].defaultNullValue: null"
                + " (expected: __missing__, which stands for a missing objectGeo)"),
        schema(
            schema -> column(schema, 8).put("defaultNullValue", 0),
            "actions.schema.json: dimensionFieldSpecs[8].defaultNullValue: 0"
                + " (expected: -1, which stands for a missing verbLoggedIn)"),
        schema(
            schema -> column(schema, 4).put("dataType", "STRING").put("defaultNullValue", "null"),
            "actions.schema.json: dimensionFieldSpecs[4].dataType: STRING"
                + " (expected: JSON, the type of actorAttributes)"),
        schema(
            schema ->
                ((ArrayNode) schema.path("dimensionFieldSpecs"))
                    .addObject()
                    .put("name", "more")
                    .put("dataType", "BOOLEAN"),
            "actions.schema.json: dimensionFieldSpecs[12].dataType: BOOLEAN"
                + " (expected: INT: 1, 0, and −1 for missing)"),
        schema(
            schema -> ((ArrayNode) schema.path("dimensionFieldSpecs")).remove(11),
            "actions.schema.json: dimensionFieldSpecs: no column objectPrice"
                + " (expected: a DOUBLE for objectAttributes.price)"),
        schema(
            schema -> column(schema, 7).put("singleValueField", false),
            "actions.schema.json: dimensionFieldSpecs[7].dataType: LONG[]"
                + " (expected: LONG, since actorAttributes.score is int64)"),
        schema(
            schema ->
                ((ObjectNode) schema.at("/dateTimeFieldSpecs/0")).put("format", "1:DAYS:EPOCH"),
            "actions.schema.json: dateTimeFieldSpecs[0].format: 1:DAYS:EPOCH"
                + " (expected: 1:MILLISECONDS:EPOCH)"));
  }

  @ParameterizedTest
  @MethodSource("traps")
  void refusesTheTrap(Trap trap, String finding) {
    RenderedTable right = actions();
    ObjectNode schema = right.schema();
    ObjectNode table = right.table();
    trap.accept(schema, table);
    assertThat(check(schema, table, CONTEXT)).extracting(Problem::toString).contains(finding);
  }

  @Test
  void findsNothingInWhatIsRendered() {
    for (RenderedTable table : Tables.render(Catalogues.allTypes(), TableSettings.defaults())) {
      LintContext context =
          LintContext.NOTHING.withTopicPartitions(4).withCatalogue(Catalogues.allTypes());
      assertThat(Lint.check(LintSubject.of(table), context)).isEmpty();
    }
  }

  @Test
  void letsAFieldBeEncodedAsItCanBe() {
    for (Map.Entry<String, String> field :
        Map.of("objectEmbedding", "DICTIONARY", "objectPrice", "RAW").entrySet()) {
      ObjectNode table = actions().table();
      field(table, field.getKey(), field.getValue());
      assertThat(check(actions().schema(), table, CONTEXT)).as(field.toString()).isEmpty();
    }
  }

  @Test
  void namesEveryTrapOfEmptyDocuments() {
    JsonNode empty = JsonText.parse("{}");
    assertThat(check(empty, empty, LintContext.NOTHING)).hasSize(8 + 7);
  }

  @Test
  void knowsNoPartitionCountUnlessItIsTold() {
    ObjectNode table = actions().table();
    partition(table).put("numPartitions", 3);
    assertThat(check(actions().schema(), table, LintContext.NOTHING)).isEmpty();
  }

  private static List<Problem> check(JsonNode schema, JsonNode table, LintContext context) {
    return Lint.check(
        new LintSubject("actions.schema.json", schema, "actions.table.json", table), context);
  }

  @Test
  void knowsTheColumnThatATableIsKeyedByFromItsAttribute() {
    AttributeCatalogue catalogue =
        Catalogues.allTypesBut(
            "  object: {table: actions_by_object, type: string",
            "  objectAttributes.geo: {table: actions_by_geo, type: string");
    RenderedTable byGeo = Tables.render(catalogue, TableSettings.defaults()).get(1);
    LintContext context = LintContext.NOTHING.withCatalogue(catalogue);
    assertThat(check(byGeo.schema(), byGeo.table(), context)).isEmpty();

    ObjectNode byObject = byGeo.table().deepCopy();
    array(byObject, "/tableIndexConfig/sortedColumn").removeAll().add("object");
    assertThat(check(byGeo.schema(), byObject, context))
        .extracting(Problem::toString)
        .containsExactly(INDEX + "sortedColumn: [\"object\"] (expected: [\"objectGeo\"])");
  }

  private static RenderedTable actions() {
    return Tables.render(Catalogues.allTypes(), TableSettings.defaults()).get(0);
  }

  private static Arguments table(Consumer<ObjectNode> trap, String finding) {
    Trap both = (schema, table) -> trap.accept(table);
    return Arguments.argumentSet(finding, both, finding);
  }

  private static Arguments schema(Consumer<ObjectNode> trap, String finding) {
    Trap both = (schema, table) -> trap.accept(schema);
    return Arguments.argumentSet(finding, both, finding);
  }

  private static ObjectNode object(ObjectNode root, String pointer) {
    return (ObjectNode) root.at(pointer);
  }

  private static ArrayNode array(ObjectNode root, String pointer) {
    return (ArrayNode) root.at(pointer);
  }

  private static void field(ObjectNode table, String name, String encoding) {
    table.putArray("fieldConfigList").addObject().put("name", name).put("encodingType", encoding);
  }

  private static ObjectNode partition(ObjectNode table) {
    return object(table, "/tableIndexConfig/segmentPartitionConfig/columnPartitionMap/actor");
  }

  private static ObjectNode stream(ObjectNode table) {
    return object(table, "/tableIndexConfig/streamConfigs");
  }

  private static ObjectNode column(ObjectNode schema, int index) {
    return object(schema, "/dimensionFieldSpecs/" + index);
  }
}

package io.nearline.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.EntityTable;
import io.nearline.features.type.ScalarType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablesTest {
  private static final AttributeCatalogue CATALOGUE = Catalogues.allTypes();

  @Test
  void rendersOneTableForEachRootKey() {
    List<RenderedTable> tables = Tables.render(CATALOGUE, TableSettings.defaults());
    assertThat(tables)
        .extracting(RenderedTable::name)
        .containsExactly("actions", "actions_by_object");
    assertThat(tables.get(1).files())
        .containsOnlyKeys("actions_by_object.schema.json", "actions_by_object.table.json");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "eventId,          STRING, true,  512,   -",
        "actor,            LONG,   true,  -,     -",
        "verb,             STRING, true,  128,   -",
        "object,           STRING, true,  512,   -",
        "actorAttributes,  JSON,   true,  65536, {}",
        "verbAttributes,   JSON,   true,  65536, {}",
        "objectAttributes, JSON,   true,  65536, {}",
        "timestamp,        LONG,   true,  -,     -",
        "actorScore,       LONG,   true,  -,     -9223372036854775808",
        "verbLoggedIn,     INT,    true,  -,     -1",
        "objectEmbedding,  FLOAT,  false, -,     -Infinity",
        "objectGeo,        STRING, true,  100,   __missing__",
        "objectPrice,      DOUBLE, true,  -,     -Infinity",
      })
  void rendersColumns(
      String name, String dataType, boolean singleValue, String maxLength, String missing) {
    JsonNode column = column(actions().schema(), name);
    assertThat(column.path("dataType").asText()).isEqualTo(dataType);
    assertThat(column.path("singleValueField").asBoolean(true)).isEqualTo(singleValue);
    assertThat(column.path("maxLength").asText(null)).isEqualTo(maxLength);
    assertThat(column.path("defaultNullValue").asText(null)).isEqualTo(missing);
  }

  @Test
  void rendersNoColumnForAttributesThatStayInTheJson() {
    assertThat(PinotColumn.byName(actions().schema())).hasSize(8 + 5);
  }

  @Test
  void partitionsAndSortsByTheKey() {
    JsonNode index =
        Tables.render(CATALOGUE, TableSettings.defaults().withPartitions("actions_by_object", 7))
            .get(1)
            .table()
            .path("tableIndexConfig");
    assertThat(index.path("sortedColumn").toString()).isEqualTo("[\"object\"]");
    assertThat(index.path("segmentPartitionConfig").toString())
        .isEqualTo(
            "{\"columnPartitionMap\":{\"object\":"
                + "{\"functionName\":\"Murmur\",\"numPartitions\":7}}}");
  }

  @Test
  void partitionsAndSortsByTheColumnOfAnAttribute() {
    AttributeCatalogue catalogue =
        Catalogues.allTypesBut(
            "  object: {",
            "  actorAttributes.score: {table: actions_by_score, type: int64, retention: 24h}\n"
                + "  object: {");
    RenderedTable byScore =
        Tables.render(catalogue, TableSettings.defaults()).stream()
            .filter(table -> table.name().equals("actions_by_score"))
            .findFirst()
            .orElseThrow();
    JsonNode index = byScore.table().path("tableIndexConfig");
    assertThat(index.path("sortedColumn").toString()).isEqualTo("[\"actorScore\"]");
    assertThat(index.path("invertedIndexColumns").toString()).isEqualTo("[\"actorScore\"]");
    assertThat(index.path("segmentPartitionConfig").path("columnPartitionMap").toString())
        .isEqualTo("{\"actorScore\":{\"functionName\":\"Murmur\",\"numPartitions\":4}}");
    assertThat(index.path("streamConfigs").path("stream.kafka.topic.name").asText())
        .isEqualTo("actions_by_score");
    assertThat(byScore.table().path("segmentsConfig").path("retentionTimeValue").asText())
        .isEqualTo("24");
    assertThat(byScore.schema().path("dimensionFieldSpecs"))
        .isEqualTo(actions().schema().path("dimensionFieldSpecs"));
  }

  @Test
  void takesTheSettings() {
    TableSettings settings =
        TableSettings.defaults()
            .withKafkaBrokers("k1:9092,k2:9092")
            .withConsumerFactory("a.Factory")
            .withReplication(3)
            .withFlush(5_000, Duration.ofMinutes(90))
            .withKafkaProperties(Map.of("security.protocol", "SSL"));
    JsonNode table = Tables.render(CATALOGUE, settings).get(0).table();
    JsonNode stream = table.path("tableIndexConfig").path("streamConfigs");
    assertThat(stream.path("stream.kafka.broker.list").asText()).isEqualTo("k1:9092,k2:9092");
    assertThat(stream.path("stream.kafka.consumer.factory.class.name").asText())
        .isEqualTo("a.Factory");
    assertThat(stream.path("realtime.segment.flush.threshold.rows").asText()).isEqualTo("5000");
    assertThat(stream.path("realtime.segment.flush.threshold.time").asText()).isEqualTo("90m");
    assertThat(stream.path("security.protocol").asText()).isEqualTo("SSL");
    assertThat(table.path("segmentsConfig").path("replicasPerPartition").asText()).isEqualTo("3");
  }

  @Test
  void givesTablesThresholdsOfTheirOwn() {
    TableSettings settings = TableSettings.defaults().withFlush(1_000, Duration.ofMinutes(100));
    AttributeCatalogue more =
        Catalogues.allTypesBut(
            "  object: {",
            "  actorAttributes.score: {table: actions_by_score, type: int64, retention: 24h}\n"
                + "  object: {");

    assertThat(flush(Tables.render(CATALOGUE, settings)))
        .containsExactly("actions 1000 100m", "actions_by_object 652 65m");
    // An attribute's table that is added leaves the objects' as it is, though its key is less.
    assertThat(flush(Tables.render(more, settings)))
        .containsExactly(
            "actions 1000 100m", "actions_by_score 849 85m", "actions_by_object 652 65m");
  }

  @Test
  void resolvesAKeyThatIsAnAttributeToItsColumn() {
    assertThat(Tables.keyColumn(key("objectAttributes.geo"), CATALOGUE)).isEqualTo("objectGeo");
    assertThat(Tables.keyColumn(key("object"), CATALOGUE)).isEqualTo("object");
    assertThatThrownBy(() -> Tables.keyColumn(key("actorAttributes.industry"), CATALOGUE))
        .hasMessage(
            "entities.actorAttributes.industry: actorAttributes.industry"
                + " (expected: actor, object, or an attribute that has a column)");
  }

  @Test
  void refusesSettingsOutOfRange() {
    TableSettings settings = TableSettings.defaults();
    assertThatThrownBy(() -> settings.withPartitions("actions", 0))
        .hasMessage("partitions of actions: 0 (expected: at least 1)");
    assertThatThrownBy(() -> settings.withReplication(0))
        .hasMessage("replication: 0 (expected: at least 1)");
    assertThatThrownBy(() -> settings.withKafkaBrokers(" "))
        .hasMessage("kafkaBrokers: nothing (expected: host:port)");
  }

  private static List<String> flush(List<RenderedTable> tables) {
    return tables.stream()
        .map(
            table -> {
              JsonNode stream = table.table().at("/tableIndexConfig/streamConfigs");
              return table.name()
                  + " "
                  + stream.path(StreamConfig.FLUSH_ROWS).asText()
                  + " "
                  + stream.path(StreamConfig.FLUSH_TIME).asText();
            })
        .toList();
  }

  private static EntityTable key(String key) {
    return new EntityTable(key, "t", ScalarType.STRING, Duration.ofHours(1));
  }

  private static RenderedTable actions() {
    return Tables.render(CATALOGUE, TableSettings.defaults()).get(0);
  }

  private static JsonNode column(JsonNode schema, String name) {
    for (String kind : PinotColumn.KINDS) {
      for (JsonNode column : schema.path(kind)) {
        if (column.path("name").asText().equals(name)) {
          return column;
        }
      }
    }
    throw new AssertionError("no column " + name + " in " + schema);
  }
}

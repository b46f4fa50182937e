package io.nearline.ingest.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.nearline.features.problem.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schemas say of a file what its reader says. */
class IngestSchemasTest {
  private static final Path ROOT = Path.of("..");
  private static final String ACTION =
      "action: {actor: event.a, verb: event.v, object: event.o, timestamp: event.t}";

  private static List<Error> errors(String name, String yaml) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(ROOT.resolve("docs/schema/" + name + ".schema.json")));
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return schema.validate(new ObjectMapper().<JsonNode>valueToTree(loaded));
  }

  private static boolean isRead(String pipelines, String ingest) {
    try {
      var unused =
          IngestDefinition.load(
              Map.of(
                  "attributes.yaml",
                  "entities: {actor: {table: actions, type: int64, retention: 96h}}",
                  "pipelines.yaml",
                  pipelines,
                  "ingest.yaml",
                  ingest));
      return true;
    } catch (InvalidConfigurationException e) {
      return false;
    }
  }

  private static boolean isReadAsIngest(String yaml) {
    return isRead("pipelines: [{name: a, from: [raw.a], format: action}]", yaml);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "pipelines"})
  void theSampleIsValidAndRefersToThem(String name) throws IOException {
    String sample = Files.readString(ROOT.resolve("deploy/config/" + name + ".yaml"));
    assertThat(sample)
        .startsWith("# yaml-language-server: $schema=../../docs/schema/" + name + ".schema.json\n");
    assertThat(errors(name, sample)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{application_id: mine, kafka: {bootstrap.servers: 'a:1', linger.ms: 5}, partitions: 8,"
            + " replication: 3, create_topics: false, state_directory: /data,"
            + " deduplication_horizon: 100h, commit_interval: 50ms, threads: 2, bind: 0.0.0.0,"
            + " port: 1234, dead_letter_topic: dead}",
        "{}",
      })
  void bothAcceptIngest(String yaml) throws IOException {
    assertThat(isReadAsIngest(yaml)).isTrue();
    assertThat(errors("ingest", yaml)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application_id: 'a b'",
        "kafka: {acks: 1}",
        "kafka: {a: [1]}",
        "partitions: 0",
        "partitions: '4'",
        "replication: 40000",
        "create_topics: maybe",
        "state_directory: ''",
        "deduplication_horizon: 1w",
        "commit_interval: 0ms",
        "threads: 2000",
        "port: 70000",
        "dead_letter_topic: 'a/b'",
        "horizon: 1h",
      })
  void bothRefuseIngest(String yaml) throws IOException {
    assertThat(isReadAsIngest(yaml)).isFalse();
    assertThat(errors("ingest", yaml)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: a, from: [raw.a], format: action}",
        "{name: a, from: [raw.a], format: action, action: {verb: '\"x\"'}}",
        "{name: a-b_1, from: [raw.a, raw.b], format: json, keyed_by: actor, event_id: event.id,"
            + " filter: event.x == 1, join: [{table: t, topic: t, key: event.k, on_miss: drop}], "
            + ACTION
            + "}",
        "{name: a, from: [raw.a], format: key_value, action: {actor: int(event.a), verb: event.v,"
            + " object: event.o, timestamp: int(event.t), actorAttributes: 'null',"
            + " verbAttributes: 'null', objectAttributes: 'null'}}",
      })
  void bothAcceptPipelines(String pipeline) throws IOException {
    String yaml = "pipelines: [" + pipeline + "]";
    assertThat(isRead(yaml, "")).isTrue();
    assertThat(errors("pipelines", yaml)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pipelines: []",
        "pipeline: []",
        "pipelines: [{from: [raw.a], format: action}]",
        "pipelines: [{name: A, from: [raw.a], format: action}]",
        "pipelines: [{name: a, from: [], format: action}]",
        "pipelines: [{name: a, from: raw.a, format: action}]",
        "pipelines: [{name: a, from: [raw.a, raw.a], format: action}]",
        "pipelines: [{name: a, from: ['a b'], format: action}]",
        "pipelines: [{name: a, from: [raw.a], format: avro}]",
        "pipelines: [{name: a, from: [raw.a], format: json}]",
        "pipelines: [{name: a, from: [raw.a], format: json, action: {actor: event.a}}]",
        "pipelines: [{name: a, from: [raw.a], format: action, keyed_by: object}]",
        "pipelines: [{name: a, from: [raw.a], format: action, filters: event.x}]",
        "pipelines: [{name: a, from: [raw.a], format: action, action: {verbs: event.v}}]",
        "pipelines: [{name: a, from: [raw.a], format: action, join: [{table: t, topic: t}]}]",
        "pipelines: [{name: a, from: [raw.a], format: action, join: [{table: 1t, topic: t, key: event.k}]}]",
        "pipelines: [{name: a, from: [raw.a], format: action, join: [{table: t, topic: t, key: event.k, on_miss: fail}]}]",
      })
  void bothRefusePipelines(String yaml) throws IOException {
    assertThat(isRead(yaml, "")).isFalse();
    assertThat(errors("pipelines", yaml)).isNotEmpty();
  }
}

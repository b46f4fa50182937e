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
import org.junit.jupiter.params.provider.CsvSource;
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
            + " deduplication_horizon: 100h, future_tolerance: 5m, commit_interval: 50ms, threads: 2, bind: 0.0.0.0,"
            + " processing_guarantee: at_least_once, state_memory: 16777216, port: 1234, metrics_port: 5, dead_letter_topic: dead, record: {topic: mine, max_actions: 1,"
            + " max_bytes: 65536, max_in_flight_bytes: 65536, timeout: 1s}}",
        "record: {}",
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
        "future_tolerance: 0s",
        "threads: 2000",
        "processing_guarantee: exactly_once_v2",
        "state_memory: 16777215",
        "state_memory: 128MB",
        "port: 70000",
        "metrics_port: -1",
        "dead_letter_topic: 'a/b'",
        "record: mine",
        "record: {topic: 'a/b'}",
        "record: {max_actions: 0}",
        "record: {max_bytes: 10}",
        "record: {max_in_flight_bytes: 10}",
        "record: {timeout: soon}",
        "record: {limit: 5}",
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

  private static String withPattern(String pattern) {
    return "{pipelines: [{name: a, from: [raw.a], format: action}], patterns: [" + pattern + "]}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: p, from: [a], within: 1h, grace: 0s, steps: [{name: x, where: 'true'},"
            + " {name: y, where: action.object == x.object}], emit: {verb: x.verb, object: y.object}}",
        "{name: p-1, from: [a], verbs: [view, buy], within: 30m, grace: 10s, limit: 7,"
            + " steps: [{name: x, where: 'true', take: any}, {name: y, where: 'true', take: next}],"
            + " emit: {verb: x.verb, object: y.object, actorAttributes: x.actorAttributes,"
            + " verbAttributes: '{}', objectAttributes: 'null'}}",
      })
  void bothAcceptPatterns(String pattern) throws IOException {
    assertThat(isRead(withPattern(pattern), "")).isTrue();
    assertThat(errors("pipelines", withPattern(pattern))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "name: p, ~ ''",
        "name: p, ~ name: P,",
        "[a] ~ a",
        "[a] ~ []",
        "[a] ~ [a, a]",
        "[v] ~ []",
        "[v] ~ [v, v]",
        "[v] ~ ['']",
        "within: 1h, ~ ''",
        "1h ~ 0h",
        "1h ~ 1w",
        "grace: 0s, ~ ''",
        "0s ~ soon",
        "limit: 7 ~ limit: 0",
        "limit: 7 ~ limits: 7",
        "{name: x, where: a}, ~ ''",
        "name: x ~ name: x-y",
        "name: x, ~ ''",
        "take: any ~ take: all",
        "take: any ~ takes: any",
        "verb: y.verb, ~ ''",
        "object: y.object ~ actor: y.actor",
      })
  void bothRefusePatterns(String text, String replacement) throws IOException {
    String pattern =
        "{name: p, from: [a], verbs: [v], within: 1h, grace: 0s, limit: 7, steps: [{name: x, where: a},"
            + " {name: y, where: 'true', take: any}], emit: {verb: y.verb, object: y.object}}";
    assertThat(isRead(withPattern(pattern.replace("where: a}", "where: 'true'}")), "")).isTrue();
    assertThat(pattern).contains(text);
    String yaml =
        withPattern(pattern.replace(text, replacement).replace("where: a}", "where: 'true'}"));
    assertThat(isRead(yaml, "")).isFalse();
    assertThat(errors("pipelines", yaml)).isNotEmpty();
  }
}

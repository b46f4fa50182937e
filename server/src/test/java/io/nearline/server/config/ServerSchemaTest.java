package io.nearline.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.nearline.features.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema says of a file what its reader says. */
class ServerSchemaTest {
  private static final Path ROOT = Path.of("..");

  private static List<Error> errors(String yaml) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(ROOT.resolve("docs/schema/server.schema.json")));
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return schema.validate(new ObjectMapper().<JsonNode>valueToTree(loaded));
  }

  private static boolean isRead(String yaml) {
    Problems problems = new Problems();
    var unused = ServerFile.read(Optional.of(yaml), Overrides.NONE, problems);
    return problems.isEmpty();
  }

  @Test
  void theSampleIsValidAndRefersToIt() throws IOException {
    String sample = Files.readString(ROOT.resolve("deploy/config/server.yaml"));
    assertThat(sample)
        .startsWith("# yaml-language-server: $schema=../../docs/schema/server.schema.json\n");
    assertThat(errors(sample)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pinot: {controller: 'localhost:9000'}",
        "pinot: {brokers: ['b:1', 'c:2'], headers: {A: b}, tls: {}, connect_timeout: 250ms,"
            + " failed_broker_pause: 3s, refresh: 1m}",
        "{grpc: {host: h, port: 0}, metrics: {host: h, port: 65535}, pinot: {brokers: ['b:1'], tls:"
            + " {trusted: t, certificate: c, key: k}}, limits: {entities: 1, keys_per_statement: 2,"
            + " statement_characters: 9, rows: 3, groups: 4, least_in_flight: 1, most_in_flight: 1,"
            + " rows_of_call: 5, waiting_calls: 6, waiting_entities: 7, listings: 8},"
            + " coalescing: off, deadlines: {default: 100ms, longest: 1s}}",
      })
  void bothAccept(String yaml) throws IOException {
    assertThat(isRead(yaml)).isTrue();
    assertThat(errors(yaml)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pinot: {brokers: ['b:1'], controller: 'c:1'}",
        "pinot: {brokers: []}",
        "pinot: {brokers: [b]}",
        "pinot: {brokers: ['b:1'], x: 1}",
        "pinot: {brokers: ['b:1'], tls: {key: k}}",
        "pinot: {brokers: ['b:1'], refresh: 0s}",
        "pinot: {brokers: ['b:1'], headers: {A: []}}",
        "{pinot: {brokers: ['b:1']}, limits: {rows: 0}}",
        "{pinot: {brokers: ['b:1']}, limits: {keys_per_statement: 100001}}",
        "{pinot: {brokers: ['b:1']}, limits: {columns: 1}}",
        "{pinot: {brokers: ['b:1']}, limits: {most_in_flight: 10001}}",
        "{pinot: {brokers: ['b:1']}, coalescing: maybe}",
        "{pinot: {brokers: ['b:1']}, coalescing: true}",
        "{pinot: {brokers: ['b:1']}, grpc: {port: 70000}}",
        "{pinot: {brokers: ['b:1']}, metrics: {port: '1'}}",
        "{pinot: {brokers: ['b:1']}, deadlines: {longest: 1w}}",
        "{pinot: {brokers: ['b:1']}, grcp: {}}",
        "[]",
      })
  void bothRefuse(String yaml) throws IOException {
    assertThat(isRead(yaml)).isFalse();
    assertThat(errors(yaml)).isNotEmpty();
  }
}

package io.nearline.ingest.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.ingest.configuration.IngestDefinition;
import io.nearline.ingest.topic.RequiredTopic.Demand;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequiredTopicsTest {

  @Test
  void demandsOfEachTopicWhatItsUseNeeds() {
    IngestDefinition definition =
        IngestDefinition.load(
            Map.of(
                "attributes.yaml",
                """
                attributes:
                  objectAttributes.author: {type: string, column: objectAuthor}
                entities:
                  actor: {table: actions, type: int64, retention: 96h}
                  object: {table: actions_by_object, type: string, retention: 96h}
                  objectAttributes.author: {table: actions_by_author, type: string, retention: 48h}
                """,
                "pipelines.yaml",
                """
                pipelines:
                  - {name: a, from: [raw.both, raw.open], format: action}
                  - name: b
                    from: [raw.both]
                    format: action
                    keyed_by: actor
                    join: [{table: t, topic: attributes.t, key: event.x}]
                """,
                "ingest.yaml",
                "partitions: 6\nraw_retention: 12h"));

    Set<Demand> table = Set.of(Demand.PARTITIONS, Demand.NO_COMPACTION, Demand.MESSAGE_SIZE);
    Map<String, String> action = Map.of("max.message.bytes", "1048588");
    Map<String, String> raw = Map.of("max.message.bytes", "8388608", "retention.ms", "43200000");
    assertThat(RequiredTopics.of(definition))
        .containsExactly(
            new RequiredTopic("actions", 6, table, action),
            new RequiredTopic("actions_by_author", 6, table, action),
            new RequiredTopic("actions_by_object", 6, table, action),
            new RequiredTopic(
                "attributes.t", 6, Set.of(Demand.COMPACTION), Map.of("cleanup.policy", "compact")),
            new RequiredTopic(
                "dead-letters",
                6,
                Set.of(Demand.NO_COMPACTION, Demand.MESSAGE_SIZE),
                Map.of("max.message.bytes", "8454144")),
            new RequiredTopic("raw.both", 6, Set.of(Demand.PARTITIONS, Demand.NO_COMPACTION), raw),
            new RequiredTopic("raw.open", 6, Set.of(), raw));
  }
}

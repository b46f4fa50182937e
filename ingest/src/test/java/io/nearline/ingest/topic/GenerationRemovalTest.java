package io.nearline.ingest.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.ingest.configuration.IngestDefinition;
import io.nearline.ingest.metrics.IngestMeters;
import io.nearline.ingest.topology.IngestTopology;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenerationRemovalTest {
  @Test
  void whatOnlyTheGenerationHasIsRemoved() {
    IngestDefinition definition =
        IngestDefinition.load(
                Map.of(
                    "attributes.yaml",
                    """
                    entities:
                      actor: {table: actions, type: int64, retention: 96h}
                      object: {table: actions_by_object, type: string, retention: 48h}
                    """,
                    "pipelines.yaml",
                    """
                    pipelines:
                      - name: clicks
                        from: [raw.clicks, clicks-repartition]
                        format: json
                        join: [{table: item, topic: attributes.items, key: string(event.item)}]
                        action: {actor: event.user, verb: '"view"', object: '"o"', timestamp: event.ts}
                    """))
            .inGeneration(2);

    assertThat(
            GenerationRemoval.topics(
                definition, IngestTopology.of(definition, IngestMeters.unread())))
        .contains(
            "actions_g2",
            "actions_by_object_g2",
            "nearline-ingest-g2-account-changelog",
            "nearline-ingest-g2-remembered-ids-changelog",
            "nearline-ingest-g2-by-actor-repartition")
        .allMatch(name -> name.contains("g2"));
  }
}

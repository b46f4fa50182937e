package io.nearline.cli.reprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestSettingsTest {
  private static final String PIPELINES =
      """
      pipelines:
        - name: one
          from: [raw.one, raw.both]
          format: json
          join: [{table: item, topic: attributes.items, key: string(event.item)}]
        - {name: two, from: [raw.both, recorded], format: action}
      """;

  @Test
  void readsWhatOthersNeed() {
    IngestSettings settings =
        IngestSettings.read(
            Map.of(
                "pipelines.yaml",
                PIPELINES,
                "ingest.yaml",
                "application_id: mine\nkafka: {bootstrap.servers: 'a:1', security.protocol: SSL}\n"));

    assertThat(settings.applicationId()).isEqualTo("mine");
    assertThat(settings.kafka())
        .isEqualTo(Map.of("bootstrap.servers", "a:1", "security.protocol", "SSL"));
    assertThat(settings.sources()).containsExactlyInAnyOrder("raw.one", "raw.both", "recorded");
  }

  @Test
  void withoutAFileTheDefaultsCount() {
    for (Map<String, String> files :
        List.of(
            Map.of("pipelines.yaml", PIPELINES),
            Map.of("pipelines.yaml", PIPELINES, "ingest.yaml", "# nothing\n"))) {
      assertThat(IngestSettings.read(files).applicationId()).isEqualTo("nearline-ingest");
      assertThat(IngestSettings.read(files).kafka()).isEmpty();
    }
  }
}

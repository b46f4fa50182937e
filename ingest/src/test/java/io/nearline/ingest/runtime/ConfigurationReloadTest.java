package io.nearline.ingest.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.ingest.configuration.IngestDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationReloadTest {
  private final Map<String, String> files = new HashMap<>();
  private final List<IngestDefinition> taken = new ArrayList<>();

  ConfigurationReloadTest() {
    files.put(
        "attributes.yaml", "entities: {actor: {table: actions, type: int64, retention: 96h}}");
    pipelines("one");
  }

  private void pipelines(String name) {
    files.put("pipelines.yaml", "pipelines: [{name: " + name + ", from: [raw.a], format: action}]");
  }

  @Test
  void takesAChangedConfigurationAndLeavesABadOneAlone() {
    try (ConfigurationReload reload =
        new ConfigurationReload(() -> IngestDefinition.load(files), taken::add)) {
      reload.run();
      pipelines("One, two");
      reload.run();
      pipelines("two");
      reload.run();
    }

    assertThat(taken)
        .extracting(definition -> definition.pipelines().get(0).name())
        .containsExactly("one", "two");
  }

  @Test
  void outlivesAnApplicationThatRefuses() {
    List<String> asked = new ArrayList<>();
    try (ConfigurationReload reload =
        new ConfigurationReload(
            () -> IngestDefinition.load(files),
            definition -> {
              asked.add("once more");
              throw new IllegalStateException("topics are unfit");
            })) {
      reload.run();
      reload.run();
    }

    assertThat(asked).hasSize(2);
  }
}

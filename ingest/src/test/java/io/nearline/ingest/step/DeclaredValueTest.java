package io.nearline.ingest.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.ingest.configuration.IngestDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeclaredValueTest {
  private static final AttributeCatalogue CATALOGUE =
      IngestDefinition.load(
              Map.of(
                  "attributes.yaml",
                  """
                  attributes:
                    objectAttributes.price: {type: double}
                    objectAttributes.embedding: {type: vector, dimension: 2, column: embedding}
                  entities: {actor: {table: actions, type: int64, retention: 1h}}
                  """,
                  "pipelines.yaml",
                  "pipelines: [{name: actions, from: [raw.actions], format: action}]"))
          .catalogue();

  @Test
  void zeroHasOneSign() {
    assertThat(of("price", -0.0)).isEqualTo(0.0);
    assertThat((float[]) of("embedding", List.of(-0.0, -1.5))).containsExactly(0.0f, -1.5f);
  }

  private static Object of(String name, Object value) {
    return CATALOGUE.attributes().stream()
        .filter(attribute -> attribute.path().toString().equals("objectAttributes." + name))
        .map(attribute -> DeclaredValue.of(attribute, value))
        .findFirst()
        .orElseThrow();
  }
}

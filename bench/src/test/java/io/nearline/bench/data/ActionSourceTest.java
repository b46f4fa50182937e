package io.nearline.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nearline.bench.data.ActionSource.Vectors;
import io.nearline.features.action.Action;
import io.nearline.features.action.ActionJson;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.process.ConfigurationFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ActionSourceTest {
  private static final Instant UNTIL = Instant.parse("2026-01-02T00:00:00Z");
  private static final Population POPULATION = new Population(new PopulationSize(3_000, 200));

  @Test
  void publishesWhatItSaysThatActorsHaveDone() {
    ActionSource source = source(Vectors.OF_APPLICATIONS);
    Map<Long, List<Action>> published = new HashMap<>();
    long last = Long.MIN_VALUE;
    for (int place = 0; place < 3_000; place++) {
      Action action = source.inOrder(place);
      assertThat(action.timestamp()).isGreaterThanOrEqualTo(last);
      last = action.timestamp();
      published.computeIfAbsent(action.actor(), unknown -> new ArrayList<>()).add(action);
    }

    assertThat(last).isLessThan(UNTIL.toEpochMilli());
    assertThat(published).hasSize(200);
    published.forEach(
        (actor, actions) ->
            assertThat(source.of(actor)).containsExactlyInAnyOrderElementsOf(actions));
  }

  @Test
  void isAnotherWithAnotherSeed() {
    ActionSource other = new ActionSource(2, POPULATION, Vectors.NONE, UNTIL, Duration.ofHours(20));

    assertThat(other.of(7)).isNotEqualTo(source(Vectors.NONE).of(7));
  }

  @Test
  void writesColumnsAndLeavesVectorsOutOfTheJson() throws Exception {
    ActionRecord record =
        new ActionRecord(
            CatalogueLoader.load(ConfigurationFiles.read(Path.of("..", "deploy", "bench")))
                .attributes());
    ActionSource source = source(Vectors.OF_APPLICATIONS);
    int vectors = 0;
    for (int place = 0; place < 100; place++) {
      Action action = source.inOrder(place);
      byte[] json = record.write(action);
      JsonNode node = JsonMapper.builder().build().readTree(json);

      assertThat(ActionJson.read(json).eventId()).isEqualTo(action.eventId());
      assertThat(node.at("/objectAttributes/embedding").isMissingNode()).isTrue();
      assertThat(node.get("objectGeo")).isEqualTo(node.at("/objectAttributes/geo"));
      assertThat(node.has("objectEmbedding")).isEqualTo(action.verb().equals("job-apply"));
      if (node.has("objectEmbedding")) {
        vectors++;
        List<?> embedding =
            (List<?>)
                Objects.requireNonNull(
                    Objects.requireNonNull(action.objectAttributes()).get("embedding"));
        assertThat(node.get("objectEmbedding")).hasSize(64);
        assertThat(node.at("/objectEmbedding/3").doubleValue()).isEqualTo(embedding.get(3));
      }
    }
    assertThat(vectors).isPositive();
  }

  private static ActionSource source(Vectors vectors) {
    return new ActionSource(1, POPULATION, vectors, UNTIL, Duration.ofHours(20));
  }
}

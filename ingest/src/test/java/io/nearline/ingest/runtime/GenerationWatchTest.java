package io.nearline.ingest.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.ingest.configuration.IngestDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GenerationWatchTest {
  private final List<Integer> followed = new ArrayList<>();
  private String text = "";
  private boolean refusing;
  private boolean whole = true;

  private final GenerationWatch watch =
      new GenerationWatch(
          "",
          () -> text,
          () -> definition(text),
          new GenerationWatch.Followers() {
            @Override
            public void follow(IngestDefinition definition) {
              if (refusing) {
                throw new IllegalStateException("Kafka is away");
              }
              followed.add(definition.generations().written().last());
              whole = true;
            }

            @Override
            public boolean isWhole() {
              return whole;
            }
          });

  @Test
  void whatSettledIsFollowedOnce() {
    poll(3);
    assertThat(followed).isEmpty();

    text = "generation: 1\nwriting: [1, 2]\n";
    poll(1);
    assertThat(followed).isEmpty();
    poll(3);
    assertThat(followed).containsExactly(2);
  }

  @Test
  void whatCantBeFollowedIsTriedAgain() {
    refusing = true;
    text = "generation: 2\n";
    poll(5);
    refusing = false;
    poll(20);
    assertThat(followed).containsExactly(2);
  }

  @Test
  void aFileWithErrorsChangesNothing() {
    text = "generation: none\n";
    poll(5);
    assertThat(followed).isEmpty();

    text = "generation: 3\n";
    poll(20);
    assertThat(followed).containsExactly(3);
  }

  @Test
  void whatFailedIsBegunAgain() {
    whole = false;
    poll(1);
    assertThat(followed).containsExactly(1);
  }

  private void poll(int times) {
    IntStream.range(0, times).forEach(i -> watch.poll());
  }

  private static IngestDefinition definition(String generation) {
    String attributes = "entities: {actor: {table: actions, type: int64, retention: 96h}}";
    String pipelines = "pipelines: [{name: actions, from: [raw.actions], format: action}]";
    return IngestDefinition.load(
        generation.isEmpty()
            ? Map.of("attributes.yaml", attributes, "pipelines.yaml", pipelines)
            : Map.of(
                "attributes.yaml", attributes,
                "pipelines.yaml", pipelines,
                "generation.yaml", generation));
  }
}

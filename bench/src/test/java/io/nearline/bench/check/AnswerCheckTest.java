package io.nearline.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.bench.data.ActionSource;
import io.nearline.bench.data.ActionSource.Vectors;
import io.nearline.bench.data.Population;
import io.nearline.bench.data.PopulationSize;
import io.nearline.bench.target.Samples.Sample;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.process.ConfigurationFiles;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureColumn;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.proto.v1.Int64Values;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnswerCheckTest {
  private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

  private final Catalogue catalogue =
      CatalogueLoader.load(ConfigurationFiles.read(Path.of("..", "deploy", "bench")));
  private final ActionSource source =
      new ActionSource(
          1,
          new Population(new PopulationSize(2_000, 100)),
          Vectors.NONE,
          NOW,
          Duration.ofHours(20));
  private final AnswerCheck check = new AnswerCheck(catalogue, source);

  @Test
  void findsNothingWhereAllIsRight() {
    assertThat(check.problems(sample(applies(1), applies(2)))).isEmpty();
  }

  @Test
  void findsTheValueThatIsWrongForItsActor() {
    assertThat(check.problems(sample(applies(1), applies(2) + 1)))
        .containsExactly(
            "counters.applies_24h of actor 2 as of 2026-01-02T00:00:00Z: %d (expected: %d)"
                .formatted(applies(2) + 1, applies(2)));
  }

  @Test
  void findsAFeatureMissing() {
    Sample empty = new Sample("bench_1", List.of(1L), GetFeaturesResponse.getDefaultInstance());

    assertThat(check.problems(empty)).containsExactly("bench_1: 0 features (expected: 1)");
  }

  private long applies(long actor) {
    return source.of(actor).stream().filter(action -> action.verb().equals("job-apply")).count();
  }

  private static Sample sample(long... counts) {
    Int64Values.Builder values = Int64Values.newBuilder();
    for (long count : counts) {
      values.addValues(count);
    }
    GetFeaturesResponse.Builder response = GetFeaturesResponse.newBuilder();
    response.getAsOfBuilder().setSeconds(NOW.getEpochSecond());
    response.addFeatures(
        FeatureColumn.newBuilder()
            .setName("counters.applies_24h")
            .setValues(Column.newBuilder().setInt64S(values)));
    return new Sample("bench_1", List.of(1L, 2L), response.build());
  }
}

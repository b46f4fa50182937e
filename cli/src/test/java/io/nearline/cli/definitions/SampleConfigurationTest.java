package io.nearline.cli.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.definition.FeatureService;
import io.nearline.process.ConfigurationFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample in {@code deploy/config}, which everybody starts from. */
class SampleConfigurationTest {
  private static final Catalogue SAMPLE =
      CatalogueLoader.load(ConfigurationFiles.read(Path.of("..", "deploy", "config")));

  @ParameterizedTest(name = "{0} has at least {1} features")
  @CsvSource({
    "job_ranker, 20",
    "job_popularity, 5",
    "job_candidates, 8",
    "job_fit, 2",
    "shop_ranker, 15",
    "shop_items, 8"
  })
  void bothSamplesHaveServices(String name, int least) {
    FeatureService service = SAMPLE.service(name).orElseThrow();

    assertThat(service.features()).hasSizeGreaterThanOrEqualTo(least);
  }

  @Test
  void theRankersNeedNothingButAnActor() {
    for (String name : new String[] {"job_ranker", "shop_ranker"}) {
      assertThat(SAMPLE.service(name).orElseThrow().features())
          .allSatisfy(feature -> assertThat(Explanation.keys(feature)).containsExactly("actor"));
    }
  }

  @Test
  void aFeatureIsExplainedInWords() {
    assertThat(Explanation.of(SAMPLE.feature("job_ranking.recent_24h").orElseThrow()))
        .contains("computed from the rows themselves, in the server");
    assertThat(Explanation.of(SAMPLE.feature("job_affinity.views_24h").orElseThrow()))
        .contains(
            "count over the actions that share actor and objectAttributes.company of the last 24h",
            "entity   actor, objectAttributes.company, in table actions, which keeps 96h");
  }
}

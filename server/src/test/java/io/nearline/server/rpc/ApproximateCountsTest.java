package io.nearline.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.server.Samples;
import io.nearline.server.pinot.Answers;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Pinot's estimate of a CASE says about the actions that qualify. */
class ApproximateCountsTest {
  private static final String FEATURES =
      """
      feature_set: s
      version: 1
      entity: actor
      features:
        - {name: geos, aggregate: approx_count_distinct, of: objectAttributes.geo, windows: [1h]}
        - {name: objects, aggregate: approx_count_distinct, of: object, windows: [1h]}
      """;

  @ParameterizedTest(name = "estimate {0} of {1} qualifying among {2} actions: {3}")
  @CsvSource({
    "5, 7, 7, 5", // every action qualifies: no ELSE
    "5, 7, 9, 4", // the ELSE is one more value
    "1, 0, 9, 0", // nothing but the ELSE
    "3, 0, 9, 0",
    "1, 4, 9, 1", // at least one value there is
    "9, 4, 9, 4", // and no more than actions
    "9, 4, 4, 4",
  })
  void estimateStaysWithinWhatIsKnown(long estimate, long qualifying, long all, long count) {
    try (InProcess server = new InProcess(Samples.catalogue(FEATURES))) {
      server.broker.answer(
          sql ->
              Answers.table(
                  List.of("actor", "hll", "qualifying", "all"),
                  "[[1, %d, %d, %d]]".formatted(estimate, qualifying, all)));

      assertThat(
              server
                  .stub()
                  .getFeatures(
                      GetFeaturesRequest.newBuilder()
                          .setFeatures(FeatureNames.newBuilder().addNames("s.geos_1h"))
                          .putEntities("actor", InProcess.actors(1L))
                          .build())
                  .getFeatures(0)
                  .getValues()
                  .getInt64S()
                  .getValuesList())
          .containsExactly(count);
      assertThat(server.broker.statements().get(0).text()).contains("), 12)");
    }
  }

  @ParameterizedTest(name = "estimate {0} of {1} actions: {2}")
  @CsvSource({"5, 7, 5", "9, 7, 7", "0, 3, 1"})
  void estimateOfEveryActionStaysWithinTheirNumber(long estimate, long all, long count) {
    try (InProcess server = new InProcess(Samples.catalogue(FEATURES))) {
      server.broker.answer(
          sql ->
              Answers.table(
                  List.of("actor", "hll", "all"), "[[1, %d, %d]]".formatted(estimate, all)));

      assertThat(
              server
                  .stub()
                  .getFeatures(
                      GetFeaturesRequest.newBuilder()
                          .setFeatures(FeatureNames.newBuilder().addNames("s.objects_1h"))
                          .putEntities("actor", InProcess.actors(1L))
                          .build())
                  .getFeatures(0)
                  .getValues()
                  .getInt64S()
                  .getValuesList())
          .containsExactly(count);
      assertThat(server.broker.statements().get(0).text())
          .contains("\"distinctcounthll\"(\"object\", 12), \"count\"(*)");
    }
  }
}

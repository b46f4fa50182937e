package io.nearline.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.server.Samples;
import io.nearline.server.pinot.Answers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pinot answers rows in any order; the features' bytes don't tell which. */
class RowOrderTest {
  private static final List<String> COLUMNS =
      List.of("actor", "timestamp", "verb", "objectPrice", "objectEmbedding", "eventId");
  private static final String FEATURES =
      """
      feature_set: s
      version: 1
      entity: actor
      features:
        - {name: sum, aggregate: sum, of: objectAttributes.embedding, windows: [1h]}
        - {name: mean, aggregate: mean, of: objectAttributes.embedding, half_life: 1m, windows: [1h]}
        - {name: spread, aggregate: variance, of: objectAttributes.price, windows: [1h]}
        - {name: warm, aggregate: sum, of: objectAttributes.embedding, half_life: 1m, windows: [1h]}
        - {name: vector, aggregate: mean, of: objectAttributes.embedding, windows: [1h]}
      """;

  @Test
  void sameRowsInAnyOrderAreTheSameBytes() {
    List<String> rows =
        new ArrayList<>(
            List.of(
                row(3, "1e16, [3e7, 1.0], \"e1\""),
                row(3, "1.0, [0.1, 1.0], \"e2\""),
                row(7, "-1e16, [-3e7, 0.3], \"e3\"")));
    Set<List<?>> answers = new HashSet<>();
    try (InProcess server = new InProcess(Samples.catalogue(FEATURES))) {
      server.broker.answer(sql -> Answers.table(COLUMNS, "[" + String.join(", ", rows) + "]"));
      for (int round = 0; round < 6; round++) {
        Collections.swap(rows, round % 2, 1 + round % 2);
        answers.add(
            server
                .stub()
                .getFeatures(
                    GetFeaturesRequest.newBuilder()
                        .setFeatures(
                            FeatureNames.newBuilder()
                                .addAllNames(
                                    List.of(
                                        "s.spread_1h",
                                        "s.sum_1h",
                                        "s.mean_1h",
                                        "s.warm_1h",
                                        "s.vector_1h")))
                        .putEntities("actor", InProcess.actors(1L))
                        .build())
                .getFeaturesList());
      }
    }

    assertThat(answers).hasSize(1);
  }

  private static String row(int ageMillis, String rest) {
    return "[1, %d, \"v\", %s]".formatted(InProcess.NOW.toEpochMilli() - ageMillis, rest);
  }
}

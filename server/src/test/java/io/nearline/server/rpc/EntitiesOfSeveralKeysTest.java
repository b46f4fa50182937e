package io.nearline.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.ExplainFeaturesRequest;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.server.Samples;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.PinotSql;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests about entities of several keys, over a broker that answers by hand. */
class EntitiesOfSeveralKeysTest {
  private final InProcess server = new InProcess(Samples.pairs());

  @AfterEach
  void stop() {
    server.close();
  }

  private static GetFeaturesRequest request(String feature, Column actors, Column objects) {
    return GetFeaturesRequest.newBuilder()
        .setFeatures(FeatureNames.newBuilder().addNames(feature))
        .putEntities("actor", actors)
        .putEntities("object", objects)
        .build();
  }

  @Test
  void oneActorAndManyObjectsAreOneStatement() {
    server.broker.answer(
        sql -> Answers.table(List.of("actor", "object", "n"), "[[1, \"d\", 4], [1, \"a\", 2]]"));

    GetFeaturesResponse response =
        server
            .stub()
            .getFeatures(
                request(
                    "actor_object.views_1h",
                    InProcess.actors(1L),
                    InProcess.objects("a", "b", "c", "d", "a")));

    assertThat(response.getFeatures(0).getValues().getInt64S().getValuesList())
        .containsExactly(2L, 0L, 0L, 4L, 2L);
    assertThat(server.broker.statements())
        .singleElement()
        .extracting(PinotSql::text)
        .asString()
        .contains("\"actor\" IN (1) AND \"object\" IN ('a', 'b', 'c', 'd')")
        .contains("GROUP BY \"actor\", \"object\" LIMIT 5");
  }

  @Test
  void featuresOfAnyWindowAloneHaveKeysToo() {
    try (InProcess other =
        new InProcess(
            Samples.catalogue(
                """
                feature_set: recent
                version: 1
                entity: [actor, objectAttributes.geo]
                features:
                  - {name: views, aggregate: count, windows: [any]}
                """))) {
      other.broker.answer(
          sql -> Answers.table(List.of("actor", "objectGeo", "n"), "[[1, \"rome\", 7]]"));

      GetFeaturesResponse response =
          other
              .stub()
              .getFeatures(
                  GetFeaturesRequest.newBuilder()
                      .setFeatures(FeatureNames.newBuilder().addNames("recent.views@7h"))
                      .putEntities("actor", InProcess.actors(1L))
                      .putEntities("objectAttributes.geo", InProcess.objects("rome"))
                      .build());

      assertThat(response.getFeatures(0).getValues().getInt64S().getValuesList())
          .containsExactly(7L);
    }
  }

  @Test
  void pairsThatNobodyAskedForAreLeftOut() {
    server.broker.answer(
        sql ->
            Answers.table(
                List.of("actor", "object", "n"),
                "[[1, \"a\", 1], [1, \"b\", 9], [2, \"a\", 9], [2, \"b\", 4]]"));

    GetFeaturesResponse response =
        server
            .stub()
            .getFeatures(
                request(
                    "actor_object.views_1h",
                    InProcess.actors(1L, 2L),
                    InProcess.objects("a", "b")));

    assertThat(response.getFeatures(0).getValues().getInt64S().getValuesList())
        .containsExactly(1L, 4L);
    assertThat(server.broker.statements()).hasSize(1);
  }

  @Test
  void featuresOfSeveralKindsShareTheColumns() {
    server.broker.answer(
        sql ->
            sql.text().contains("\"objectGeo\"")
                ? Answers.table(List.of("actor", "objectGeo", "n"), "[[1, \"rome\", 7]]")
                : Answers.table(List.of("actor", "object", "n"), "[[1, \"b\", 4]]"));

    GetFeaturesResponse response =
        server
            .stub()
            .getFeatures(
                GetFeaturesRequest.newBuilder()
                    .setFeatures(
                        FeatureNames.newBuilder()
                            .addNames("actor_geo.views_1h")
                            .addNames("actor_object.views_1h"))
                    .putEntities("actor", InProcess.actors(1L))
                    .putEntities("object", InProcess.objects("a", "b"))
                    .putEntities("objectAttributes.geo", InProcess.objects("rome"))
                    .build());

    // One geo stands for every row: its column is as long as its keys are.
    assertThat(response.getFeatures(0).getValues().getInt64S().getValuesList()).containsExactly(7L);
    assertThat(response.getFeatures(1).getValues().getInt64S().getValuesList())
        .containsExactly(0L, 4L);
  }

  @Test
  void explanationHasOneStatement() {
    var explained =
        server
            .stub()
            .explainFeatures(
                ExplainFeaturesRequest.newBuilder()
                    .setRequest(
                        request(
                            "actor_object.views_1h",
                            InProcess.actors(1L),
                            InProcess.objects("a", "b", "c", "d", "e")))
                    .build());

    assertThat(explained.getStatementsList()).hasSize(1);
    assertThat(explained.getStatements(0).getStrategy()).isEqualTo("aggregate");
  }

  @Test
  void keyWithoutColumnIsNamed() {
    GetFeaturesRequest onlyActors =
        GetFeaturesRequest.newBuilder()
            .setFeatures(FeatureNames.newBuilder().addNames("actor_geo.views_1h"))
            .putEntities("actor", InProcess.actors(1L))
            .build();

    assertThatThrownBy(() -> server.stub().getFeatures(onlyActors))
        .hasMessage(
            "INVALID_ARGUMENT: entities.objectAttributes.geo: nothing (expected: strings, which"
                + " actor_geo.views_1h is about)");
  }

  @Test
  void columnOfAnotherTypeIsNamed() {
    GetFeaturesRequest numbers =
        request("actor_object.views_1h", InProcess.actors(1L), InProcess.objects("a")).toBuilder()
            .putEntities("verbAttributes.dwell_ms", InProcess.objects("7"))
            .build();

    assertThatThrownBy(() -> server.stub().getFeatures(numbers))
        .hasMessage(
            "INVALID_ARGUMENT: entities.verbAttributes.dwell_ms: strings (expected: int64s)");
  }

  @Test
  void unknownKeyIsNamed() {
    GetFeaturesRequest unknown =
        request("actor_object.views_1h", InProcess.actors(1L), InProcess.objects("a")).toBuilder()
            .putEntities("objectAttributes.goe", InProcess.objects("rome"))
            .build();

    assertThatThrownBy(() -> server.stub().getFeatures(unknown))
        .hasMessage(
            "INVALID_ARGUMENT: entities.objectAttributes.goe: unknown (expected: one of the keys"
                + " actor, actorAttributes.industry, object, objectAttributes.geo,"
                + " verbAttributes.dwell_ms; did you mean objectAttributes.geo?)");
  }

  @Test
  void answerThatMayBeCutOffIsAskedForInHalves() {
    server.broker.answer(
        sql ->
            sql.text().contains("IN (1, 2)")
                ? Answers.table(
                    List.of("actor", "object", "n"),
                    "[[1, \"a\", 1], [1, \"b\", 1], [1, \"c\", 1], [2, \"a\", 1], [2, \"c\", 1]]")
                : sql.text().contains("IN (1)")
                    ? Answers.table(List.of("actor", "object", "n"), "[[1, \"a\", 5]]")
                    : Answers.table(List.of("actor", "object", "n"), "[[2, \"c\", 6]]"));

    GetFeaturesResponse response =
        server
            .stub()
            .getFeatures(
                request(
                    "actor_object.views_1h",
                    InProcess.actors(1L, 1L, 2L),
                    InProcess.objects("a", "b", "c")));

    assertThat(response.getFeatures(0).getValues().getInt64S().getValuesList())
        .containsExactly(5L, 0L, 6L);
    assertThat(server.broker.statements().get(0).text()).endsWith(" LIMIT 5");
  }
}

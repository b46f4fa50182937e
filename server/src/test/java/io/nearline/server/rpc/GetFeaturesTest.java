package io.nearline.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nearline.proto.v1.FeatureColumn;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.FeatureStatus;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.server.pinot.Answers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a request to its response, over a broker that answers by hand. */
class GetFeaturesTest {
  private static final long NOW = InProcess.NOW.toEpochMilli();

  private final InProcess server = new InProcess();

  @AfterEach
  void stop() {
    server.close();
  }

  private static GetFeaturesRequest.Builder counts(Long... actors) {
    return GetFeaturesRequest.newBuilder()
        .setFeatureService("counts")
        .putEntities("actor", InProcess.actors(actors));
  }

  private GetFeaturesResponse get(GetFeaturesRequest.Builder request) {
    return server.stub().getFeatures(request.build());
  }

  @Test
  void everyStrategyInTheOrderOfTheService() {
    server.broker.answer(RankerRows::of);

    GetFeaturesResponse response =
        get(
            GetFeaturesRequest.newBuilder()
                .setFeatureService("ranker")
                .putEntities("actor", InProcess.actors(1L, 3L, 1L)));

    assertThat(response.getFeaturesList().stream().map(FeatureColumn::getName))
        .containsExactly(
            "jobs.applies_1h",
            "jobs.applies_24h",
            "jobs.geos_24h",
            "jobs.price_24h",
            "jobs.embedding_6h",
            "jobs.recent_24h",
            "jobs.seen_24h");
    assertThat(response.getFeatures(0).getValues().getInt64S().getValuesList())
        .containsExactly(2L, 0L, 2L);
    assertThat(response.getFeatures(0).getStatusesList()).isEmpty();
    assertThat(response.getFeatures(2).getValues().getMaps().getLengthsList())
        .containsExactly(2, 0, 2);
    assertThat(response.getFeatures(2).getValues().getMaps().getKeys().getStrings().getValuesList())
        .containsExactly("a", "b", "a", "b");
    assertThat(response.getFeatures(3).getValues().getDoubles().getValuesList())
        .containsExactly(4.5, 0.0, 4.5);
    assertThat(response.getFeatures(3).getStatusesList())
        .containsExactly(
            FeatureStatus.FEATURE_STATUS_PRESENT,
            FeatureStatus.FEATURE_STATUS_EMPTY_WINDOW,
            FeatureStatus.FEATURE_STATUS_PRESENT);
    assertThat(response.getFeatures(4).getValues().getVectors().getDimension()).isEqualTo(2);
    assertThat(response.getFeatures(4).getValues().getVectors().getValuesList())
        .containsExactly(1.5f, 3f, 0f, 0f, 1.5f, 3f);
    assertThat(response.getFeatures(5).getValues().getLists().getLengthsList())
        .containsExactly(3, 0, 3);
    assertThat(
            response
                .getFeatures(5)
                .getValues()
                .getLists()
                .getItems()
                .getStructs()
                .getFields(0)
                .getStrings()
                .getValuesList())
        .containsExactly("z", "y", "x", "z", "y", "x");
    assertThat(
            response
                .getFeatures(5)
                .getValues()
                .getLists()
                .getItems()
                .getStructs()
                .getMissing(1)
                .getValuesList())
        .containsExactly(false, true, false, false, true, false);
    assertThat(response.getFeatures(6).getValues().getBools().getValuesList())
        .containsExactly(false, false, false);
    assertThat(response.getAsOf()).isEqualTo(Times.timestamp(NOW));
    assertThat(response.getFreshThrough()).isEqualTo(Times.timestamp(NOW - 20));
    assertThat(response.getDefinitionVersion()).isNotEmpty();
    assertThat(server.broker.statements()).hasSize(3);
  }

  @Test
  void equalActorsAreAskedForOnceAndManyInChunksOfOneInstant() {
    server.broker.answer(sql -> Answers.table(List.of("actor", "1h", "24h"), "[]"));

    get(counts(1L, 2L, 1L, 3L, 4L));

    assertThat(server.broker.statements()).hasSize(2);
    assertThat(server.broker.statements().get(0).text()).contains("IN (1, 2, 3)");
    assertThat(server.broker.statements().get(1).text()).contains("IN (4)");
    assertThat(server.broker.statements())
        .allMatch(sql -> sql.text().contains("\"timestamp\" <= " + NOW));
  }

  @Test
  void columnOfLengthOneIsBroadcast() {
    server.broker.answer(
        sql ->
            sql.table().equals("actions")
                ? Answers.table(List.of("actor", "n"), "[[7, 3.0]]")
                : Answers.table(List.of("object", "n"), "[[\"a\", 1.0], [\"b\", 2.0]]"));

    GetFeaturesResponse response =
        get(
            GetFeaturesRequest.newBuilder()
                .setFeatureService("both")
                .putEntities("actor", InProcess.actors(7L))
                .putEntities("object", InProcess.objects("b", "a", "c")));

    assertThat(response.getFeatures(0).getValues().getInt64S().getValuesList()).containsExactly(3L);
    assertThat(response.getFeatures(1).getValues().getInt64S().getValuesList())
        .containsExactly(2L, 1L, 0L);
    assertThat(response.hasFreshThrough()).isFalse();
  }

  @Test
  void answerAsLongAsItsLimitIsThrownAwayAndAskedForInHalves() {
    server.broker.answer(
        sql -> {
          boolean many = sql.text().contains("IN (1, 2, 3)") || sql.text().contains("IN (2, 3)");
          String rows =
              many
                  ? "[[1, \"a\", 1], [1, \"b\", 1], [2, \"a\", 1], [2, \"b\", 1]]"
                  : sql.text().contains("IN (1)") ? "[[1, \"a\", 5]]" : "[]";
          return Answers.table(List.of("actor", "objectGeo", "n"), rows);
        });

    GetFeaturesResponse response =
        get(counts(1L, 2L, 3L).setFeatures(FeatureNames.newBuilder().addNames("jobs.geos_24h")));

    assertThat(response.getFeatures(0).getValues().getMaps().getLengthsList())
        .containsExactly(1, 0, 0);
    assertThat(server.broker.statements().stream().map(RankerRows::keys))
        .containsExactlyInAnyOrder("1, 2, 3", "1", "2, 3", "2", "3");
  }

  @Test
  void oneActorWithTooManyRowsIsRefusedNotCut() {
    server.broker.answer(
        sql ->
            Answers.table(
                List.of("actor", "objectGeo", "n"),
                "[[1, \"a\", 1], [1, \"b\", 1], [1, \"c\", 1], [1, \"d\", 1]]"));

    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> get(counts(1L).setFeatures(FeatureNames.newBuilder().addNames("jobs.geos_24h"))));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(failure.getStatus().getDescription())
        .contains("actor 1: 1 entity with 4 rows or more (expected: less than the limit of 4");
    assertThat(failure.getTrailers()).isNotNull();
    assertThat(failure.getTrailers().get(StatusMapping.PUSH_BACK)).isEqualTo("-1");
  }

  @Test
  void dataOlderThanTheCallerAcceptsIsStale() {
    server.broker.answer(
        sql -> Answers.table(List.of("actor", "1h", "24h"), "[[1, 1.0, 2.0]]", NOW - 5000));
    Duration fourSeconds = Duration.newBuilder().setSeconds(4).build();
    Duration sixSeconds = Duration.newBuilder().setSeconds(6).build();

    assertThat(get(counts(1L).setMaxStaleness(fourSeconds)).getFeatures(0).getStatusesList())
        .containsExactly(FeatureStatus.FEATURE_STATUS_STALE);
    assertThat(get(counts(1L).setMaxStaleness(sixSeconds)).getFeatures(0).getStatusesList())
        .isEmpty();
  }
}

package io.nearline.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nearline.proto.v1.FeatureStatus;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotException.Kind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a response says where statements fail, or their answers can not be read. */
class FailedStatementsTest {
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
  void partThatFailsLeavesTheRestToACallerWhoAllowsIt() {
    server.broker.end(
        sql -> {
          if (sql.text().contains("GROUP BY \"actor\", \"objectGeo\"")) {
            return CompletableFuture.failedFuture(new PinotException(Kind.TIMEOUT, "late"));
          }
          if (sql.text().contains("GROUP BY")) {
            return CompletableFuture.completedFuture(RankerRows.of(sql));
          }
          return CompletableFuture.failedFuture(new PinotException(Kind.UNREACHABLE, "gone"));
        });

    GetFeaturesResponse response =
        get(
            GetFeaturesRequest.newBuilder()
                .setFeatureService("ranker")
                .putEntities("actor", InProcess.actors(1L, 2L))
                .setAllowPartial(true));

    assertThat(response.getFeatures(1).getValues().getInt64S().getValuesList())
        .containsExactly(5L, 1L);
    assertThat(response.getFeatures(2).getStatusesList())
        .containsExactly(
            FeatureStatus.FEATURE_STATUS_TIMEOUT, FeatureStatus.FEATURE_STATUS_TIMEOUT);
    assertThat(response.getFeatures(2).getValues().getMaps().getLengthsList())
        .containsExactly(0, 0);
    assertThat(response.getFeatures(4).getStatusesList())
        .containsExactly(FeatureStatus.FEATURE_STATUS_ERROR, FeatureStatus.FEATURE_STATUS_ERROR);
    assertThat(response.getFeatures(4).getValues().getVectors().getValuesList())
        .containsExactly(0f, 0f, 0f, 0f);
  }

  @Test
  void answerThatCannotBeReadIsAnErrorOfItsFeaturesAlone() {
    server.broker.answer(
        sql -> {
          if (sql.text().contains("GROUP BY \"actor\", \"objectGeo\"")) {
            return Answers.table(List.of("actor", "objectGeo", "n"), "[[4, \"a\", 1]]");
          }
          return sql.text().contains("GROUP BY")
              ? Answers.table(
                  List.of("actor", "1h", "24h", "sum", "n", "seen"),
                  "[[1, 2.0, 5.0, \"no number\", 2.0, 0.0]]")
              : RankerRows.of(sql);
        });
    GetFeaturesRequest.Builder request =
        GetFeaturesRequest.newBuilder()
            .setFeatureService("ranker")
            .putEntities("actor", InProcess.actors(1L));

    GetFeaturesResponse response = get(request.setAllowPartial(true));

    assertThat(response.getFeatures(1).getValues().getInt64S().getValuesList()).containsExactly(5L);
    assertThat(response.getFeatures(1).getStatusesList()).isEmpty();
    assertThat(response.getFeatures(2).getStatusesList())
        .containsExactly(FeatureStatus.FEATURE_STATUS_ERROR);
    assertThat(response.getFeatures(3).getStatusesList())
        .containsExactly(FeatureStatus.FEATURE_STATUS_ERROR);
    assertThat(response.getFeatures(4).getStatusesList()).isEmpty();
    assertThatThrownBy(() -> get(request.setAllowPartial(false)))
        .hasMessageContaining("UNAVAILABLE: malformed answer of Pinot");
  }

  @Test
  void noAnswerThatCanBeReadIsAnErrorEvenToACallerWhoAllowsParts() {
    server.broker.answer(sql -> Answers.table(List.of("actor"), "[[1]]"));

    assertThatThrownBy(() -> get(counts(1L).setAllowPartial(true)))
        .hasMessageContaining("UNAVAILABLE: malformed answer of Pinot");
  }

  @Test
  void rowsOfAPartOfTheServersArePartial() {
    server.broker.end(
        sql ->
            CompletableFuture.failedFuture(
                Answers.partial(List.of("actor", "1h", "24h"), "[[1, 1.0, 2.0]]")));

    GetFeaturesResponse response = get(counts(1L).setAllowPartial(true));

    assertThat(response.getFeatures(1).getValues().getInt64S().getValuesList()).containsExactly(2L);
    assertThat(response.getFeatures(1).getStatusesList())
        .containsExactly(FeatureStatus.FEATURE_STATUS_PARTIAL);
  }

  @Test
  void nothingAtAllIsAnErrorEvenToACallerWhoAllowsParts() {
    server.broker.fail(Kind.UNREACHABLE);

    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> get(counts(1L).setAllowPartial(true)));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }
}

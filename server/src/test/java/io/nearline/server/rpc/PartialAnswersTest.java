package io.nearline.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.nearline.proto.v1.FeatureNames;
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

/** What a response says of data that is missing or old. */
class PartialAnswersTest {
  private static final long NOW = InProcess.NOW.toEpochMilli();
  private static final Duration ONE_SECOND = Duration.newBuilder().setSeconds(1).build();

  /** Of no action: the mean has no value, the count is 0. */
  private static final List<String> COLUMNS = List.of("actor", "sum", "priced", "24h");

  private static final List<String> COLUMNS_WITH_TIMES =
      List.of("actor", "sum", "priced", "lastPriced", "24h", "last");

  private static final FeatureNames MEAN_AND_COUNT =
      FeatureNames.newBuilder().addNames("jobs.price_24h").addNames("jobs.applies_24h").build();

  private final InProcess server = new InProcess();

  @AfterEach
  void stop() {
    server.close();
  }

  private static GetFeaturesRequest.Builder meanAndCount(Long... actors) {
    return GetFeaturesRequest.newBuilder()
        .setFeatures(MEAN_AND_COUNT)
        .putEntities("actor", InProcess.actors(actors));
  }

  private GetFeaturesResponse get(GetFeaturesRequest.Builder request) {
    return server.stub().getFeatures(request.build());
  }

  @Test
  void windowOfWhichOnlyAPartWasSeenIsNotCalledEmpty() {
    server.broker.end(
        sql ->
            CompletableFuture.failedFuture(
                Answers.partial(COLUMNS, "[[1, 6.0, 2.0, 2.0], [2, 0.0, 0.0, 1.0]]")));

    GetFeaturesResponse response = get(meanAndCount(1L, 2L, 3L).setAllowPartial(true));

    assertThat(response.getFeatures(0).getStatusesList())
        .containsExactly(
            FeatureStatus.FEATURE_STATUS_PARTIAL,
            FeatureStatus.FEATURE_STATUS_ERROR,
            FeatureStatus.FEATURE_STATUS_ERROR);
    assertThat(response.getFeatures(0).getValues().getDoubles().getValuesList())
        .containsExactly(3.0, 0.0, 0.0);
    assertThat(response.getFeatures(1).getStatusesList())
        .containsOnly(FeatureStatus.FEATURE_STATUS_PARTIAL);
  }

  @Test
  void windowThatIsEmptyInOldDataIsStale() {
    server.broker.answer(sql -> Answers.table(COLUMNS_WITH_TIMES, "[]", NOW - 1001));

    GetFeaturesResponse response =
        get(meanAndCount(1L).setMaxStaleness(ONE_SECOND).setIncludeMetadata(true));

    assertThat(response.getFeatures(0).getStatusesList())
        .containsExactly(FeatureStatus.FEATURE_STATUS_STALE);
    assertThat(response.getFeatures(0).getValues().getDoubles().getValuesList())
        .containsExactly(0.0);
    assertThat(response.getFeatures(0).getMetadata().getLastActionTimesList())
        .containsExactly(Timestamp.getDefaultInstance());
  }

  @Test
  void windowThatIsEmptyInFreshDataIsEmpty() {
    server.broker.answer(sql -> Answers.table(COLUMNS, "[]", NOW - 1000));

    assertThat(get(meanAndCount(1L).setMaxStaleness(ONE_SECOND)).getFeatures(0).getStatusesList())
        .containsExactly(FeatureStatus.FEATURE_STATUS_EMPTY_WINDOW);
  }

  @Test
  void nothingIsFreshWhereAPartIsMissing() {
    server.broker.end(
        sql ->
            sql.text().contains("IN (1, 2, 3)")
                ? CompletableFuture.completedFuture(Answers.table(COLUMNS, "[]", NOW - 7))
                : CompletableFuture.failedFuture(new PinotException(Kind.TIMEOUT, "late")));

    GetFeaturesResponse whole = get(meanAndCount(1L, 2L, 3L).setAllowPartial(true));
    GetFeaturesResponse part =
        get(meanAndCount(1L, 2L, 3L, 4L).setAllowPartial(true).setMaxStaleness(ONE_SECOND));

    assertThat(whole.getFreshThrough()).isEqualTo(Times.timestamp(NOW - 7));
    assertThat(part.hasFreshThrough()).isFalse();
    assertThat(part.getFeatures(1).getStatusesList())
        .containsExactly(
            FeatureStatus.FEATURE_STATUS_PRESENT,
            FeatureStatus.FEATURE_STATUS_PRESENT,
            FeatureStatus.FEATURE_STATUS_PRESENT,
            FeatureStatus.FEATURE_STATUS_TIMEOUT);
  }

  @Test
  void rowsOfAPartOfTheServersSayNothingOfTheRest() {
    server.broker.end(
        sql ->
            CompletableFuture.failedFuture(
                Answers.partial(COLUMNS, "[[1, 6.0, 2.0, 2.0]]", NOW - 7)));

    assertThat(get(meanAndCount(1L).setAllowPartial(true)).hasFreshThrough()).isFalse();
  }

  @Test
  void nothingIsFreshWhereAnAnswerCannotBeRead() {
    server.broker.answer(sql -> Answers.table(COLUMNS, "[[1, \"no number\", 2.0, 2.0]]", NOW - 7));

    GetFeaturesResponse response = get(meanAndCount(1L).setAllowPartial(true));

    assertThat(response.getFeatures(0).getStatusesList())
        .containsExactly(FeatureStatus.FEATURE_STATUS_ERROR);
    assertThat(response.getFeatures(1).getStatusesList()).isEmpty();
    assertThat(response.hasFreshThrough()).isFalse();
  }
}

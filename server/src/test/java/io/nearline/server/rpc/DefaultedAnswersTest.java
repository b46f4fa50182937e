package io.nearline.server.rpc;

import static io.nearline.proto.v1.FeatureStatus.FEATURE_STATUS_DEFAULTED;
import static io.nearline.proto.v1.FeatureStatus.FEATURE_STATUS_ERROR;
import static io.nearline.proto.v1.FeatureStatus.FEATURE_STATUS_PARTIAL;
import static io.nearline.proto.v1.FeatureStatus.FEATURE_STATUS_PRESENT;
import static io.nearline.proto.v1.FeatureStatus.FEATURE_STATUS_STALE;
import static io.nearline.proto.v1.FeatureStatus.FEATURE_STATUS_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.nearline.proto.v1.FeatureColumn;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.server.Samples;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotException.Kind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a definition's default stands, and where it never does. */
class DefaultedAnswersTest {
  private static final long NOW = InProcess.NOW.toEpochMilli();
  private static final List<String> COLUMNS = List.of("actor", "sum", "priced");
  private static final String DEFAULTS =
      """
      feature_set: jobs
      version: 1
      entity: actor
      features:
        - {name: price, aggregate: mean, of: objectAttributes.price, default: -1.5, windows: [24h]}
        - {name: geo, aggregate: last, of: objectAttributes.geo, default: '', windows: [24h]}
        - {name: embedding, aggregate: mean, of: objectAttributes.embedding, default: [1, 2], windows: [24h]}
      services:
        prices: ['jobs@1.price_24h']
        all: ['jobs@1.*']
      """;

  private final InProcess server = new InProcess(Samples.catalogue(DEFAULTS));

  @AfterEach
  void stop() {
    server.close();
  }

  private List<FeatureColumn> get(String service, GetFeaturesRequest.Builder request) {
    return server
        .stub()
        .getFeatures(
            request
                .setFeatureService(service)
                .putEntities("actor", InProcess.actors(1L, 2L))
                .build())
        .getFeaturesList();
  }

  @Test
  void standsForAnEmptyWindowOfEitherStrategy() {
    server.broker.answer(
        sql ->
            sql.text().contains("GROUP BY")
                ? Answers.table(
                    List.of("actor", "sum", "priced", "last"), "[[1, 0.0, 2.0, " + NOW + ".0]]")
                : Answers.table(
                    List.of(
                        "actor", "timestamp", "verb", "eventId", "objectGeo", "objectEmbedding"),
                    "[[1, " + NOW + ", \"v\", \"e\", \"\", [0.0, 0.0]]]"));

    List<FeatureColumn> columns =
        get("all", GetFeaturesRequest.newBuilder().setIncludeMetadata(true));

    assertThat(columns)
        .allSatisfy(
            column -> {
              assertThat(column.getStatusesList())
                  .containsExactly(FEATURE_STATUS_PRESENT, FEATURE_STATUS_DEFAULTED);
              assertThat(column.getMetadata().getLastActionTimesList())
                  .containsExactly(Times.timestamp(NOW), Timestamp.getDefaultInstance());
            });
    assertThat(columns.get(0).getValues().getDoubles().getValuesList()).containsExactly(0.0, -1.5);
    assertThat(columns.get(1).getValues().getStrings().getValuesList()).containsExactly("", "");
    assertThat(columns.get(2).getValues().getVectors().getValuesList())
        .containsExactly(0f, 0f, 1f, 2f);
  }

  @Test
  void neverStandsForWhatIsNotKnown() {
    GetFeaturesRequest.Builder partial = GetFeaturesRequest.newBuilder().setAllowPartial(true);
    server.broker.end(
        sql -> CompletableFuture.failedFuture(Answers.partial(COLUMNS, "[[1, 6.0, 2.0]]")));
    FeatureColumn seenInPart = get("prices", partial).get(0);
    server.broker.end(
        sql ->
            sql.text().contains("GROUP BY")
                ? CompletableFuture.failedFuture(new PinotException(Kind.TIMEOUT, "late"))
                : CompletableFuture.completedFuture(
                    Answers.table(
                        List.of(
                            "actor",
                            "timestamp",
                            "verb",
                            "objectGeo",
                            "eventId",
                            "objectEmbedding"),
                        "[]")));
    FeatureColumn late = get("all", partial).get(0);

    assertThat(seenInPart.getStatusesList())
        .containsExactly(FEATURE_STATUS_PARTIAL, FEATURE_STATUS_ERROR);
    assertThat(seenInPart.getValues().getDoubles().getValuesList()).containsExactly(3.0, 0.0);
    assertThat(late.getStatusesList())
        .containsExactly(FEATURE_STATUS_TIMEOUT, FEATURE_STATUS_TIMEOUT);
    assertThat(late.getValues().getDoubles().getValuesList()).containsExactly(0.0, 0.0);
  }

  @Test
  void overOldDataIsStale() {
    server.broker.answer(sql -> Answers.table(COLUMNS, "[[1, 6.0, 2.0]]", NOW - 1001));
    Duration second = Duration.newBuilder().setSeconds(1).build();

    FeatureColumn column =
        get("prices", GetFeaturesRequest.newBuilder().setMaxStaleness(second)).get(0);

    assertThat(column.getStatusesList())
        .containsExactly(FEATURE_STATUS_STALE, FEATURE_STATUS_STALE);
    assertThat(column.getValues().getDoubles().getValuesList()).containsExactly(3.0, -1.5);
  }
}

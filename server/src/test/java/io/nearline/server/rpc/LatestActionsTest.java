package io.nearline.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.FeatureStatus;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.server.Samples;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotException.Kind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a response tells of values beside them. */
class LatestActionsTest {
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
  void metadata() {
    server.broker.answer(
        sql ->
            Answers.table(
                List.of("actor", "1h", "last1h", "24h", "last24h"),
                String.format("[[1, 0.0, -9007199254740992.0, 5.0, %d.0]]", NOW - 1500)));

    GetFeaturesResponse response = get(counts(1L, 2L).setIncludeMetadata(true));

    assertThat(response.getFeatures(1).getMetadata().getType()).isEqualTo("int64");
    assertThat(response.getFeatures(1).getMetadata().getFeatureSet()).isEqualTo("jobs@1");
    assertThat(response.getFeatures(1).getMetadata().getDefinitionVersion())
        .isEqualTo(Samples.catalogue().feature("jobs.applies_24h").orElseThrow().hash());
    assertThat(response.getDefinitionVersion())
        .isEqualTo(Samples.catalogue().service("counts").orElseThrow().hash());
    assertThat(response.getFeatures(0).getMetadata().getLastActionTimesList())
        .containsExactly(Timestamp.getDefaultInstance(), Timestamp.getDefaultInstance());
    assertThat(response.getFeatures(1).getMetadata().getLastActionTimesList())
        .containsExactly(Times.timestamp(NOW - 1500), Timestamp.getDefaultInstance());
  }

  @Test
  void latestActionIsOneThatWentIntoTheValue() {
    server.broker.answer(
        sql -> {
          if (sql.text().contains("GROUP BY")) {
            assertThat(sql.text())
                .contains(
                    "\"max\"(\"case\"(\"objectPrice\" >= -1.7976931348623157E308, \"timestamp\"");
            return Answers.table(
                List.of("actor", "sum", "n", "last"),
                String.format("[[1, 9.0, 2.0, %d.0]]", NOW - 700));
          }
          return Answers.table(
              List.of(
                  "actor",
                  "timestamp",
                  "verb",
                  "objectEmbedding",
                  "eventId",
                  "object",
                  "objectGeo"),
              String.format(
                  """
                  [[1, %d, "job-apply", [1.0, 2.0], "e1", "x", "a"],
                   [1, %d, "job-apply", ["-Infinity"], "e2", "y", "b"],
                   [1, %d, "job-view", [1.0, 2.0], "e3", "z", "__missing__"]]
                  """,
                  NOW - 300, NOW - 200, NOW - 100));
        });

    GetFeaturesResponse response =
        get(
            counts(1L, 2L)
                .setFeatures(
                    FeatureNames.newBuilder()
                        .addNames("jobs.price_24h")
                        .addNames("jobs.embedding_6h")
                        .addNames("jobs.recent_24h"))
                .setIncludeMetadata(true));

    Timestamp none = Timestamp.getDefaultInstance();
    assertThat(response.getFeaturesList())
        .extracting(column -> column.getMetadata().getLastActionTimesList())
        .containsExactly(
            List.of(Times.timestamp(NOW - 700), none),
            List.of(Times.timestamp(NOW - 300), none),
            List.of(Times.timestamp(NOW - 100), none));
    assertThat(server.broker.statements()).hasSize(2);
  }

  @Test
  void valueThatIsNotThereHasNoLatestAction() {
    server.broker.end(
        sql ->
            sql.text().contains("GROUP BY \"actor\", \"objectGeo\"")
                ? CompletableFuture.failedFuture(new PinotException(Kind.TIMEOUT, "late"))
                : CompletableFuture.completedFuture(
                    Answers.table(
                        List.of("actor", "last", "n"), String.format("[[1, %d.0, 2.0]]", NOW))));

    GetFeaturesResponse response =
        get(
            counts(1L)
                .setFeatures(FeatureNames.newBuilder().addNames("jobs.geos_24h"))
                .setAllowPartial(true)
                .setIncludeMetadata(true));

    assertThat(response.getFeatures(0).getStatusesList())
        .containsExactly(FeatureStatus.FEATURE_STATUS_TIMEOUT);
    assertThat(response.getFeatures(0).getMetadata().getLastActionTimesList())
        .containsExactly(Timestamp.getDefaultInstance());
  }

  @Test
  void isNotToldOfAPartOfTheActions() {
    server.broker.end(
        sql ->
            sql.text().contains("GROUP BY \"actor\", \"objectGeo\"")
                ? CompletableFuture.completedFuture(
                    Answers.table(List.of("actor", "objectGeo", "n"), "[[1, \"rome\", 3]]"))
                : CompletableFuture.failedFuture(
                    Answers.partial(
                        List.of("actor", "last", "n"),
                        String.format("[[1, %d.0, 2.0]]", NOW - 9_000))));

    GetFeaturesResponse response =
        get(
            counts(1L)
                .setFeatures(FeatureNames.newBuilder().addNames("jobs.geos_24h"))
                .setAllowPartial(true)
                .setIncludeMetadata(true));

    assertThat(response.getFeatures(0).getStatusesList()).isEmpty();
    assertThat(response.getFeatures(0).getValues().getMaps().getLengthsList()).containsExactly(1);
    assertThat(response.getFeatures(0).getMetadata().getLastActionTimesList())
        .containsExactly(Timestamp.getDefaultInstance());
  }
}

package io.nearline.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.nearline.proto.v1.ExplainFeaturesRequest;
import io.nearline.proto.v1.ExplainFeaturesResponse;
import io.nearline.proto.v1.FeatureColumn;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.FeatureServiceDescription;
import io.nearline.proto.v1.FeatureStatus;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.proto.v1.ListFeatureServicesRequest;
import io.nearline.server.Samples;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotException.Kind;
import io.nearline.server.pinot.PinotSql;
import io.nearline.server.pinot.PinotTable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

  /** Answers the statements of service "ranker" for actors 1 and 2; actor 3 has no actions. */
  private static PinotTable rankerRows(PinotSql sql) {
    if (sql.text().contains("GROUP BY \"actor\", \"objectGeo\"")) {
      return Answers.table(
          List.of("actor", "objectGeo", "n"),
          "[[1, \"b\", 2], [1, \"a\", 2], [1, \"c\", 1]]",
          NOW - 10);
    }
    if (sql.text().contains("GROUP BY")) {
      return Answers.table(
          List.of("actor", "1h", "24h", "sum", "n", "seen"),
          (keys(sql).equals("1, 2") ? "[[2, 0.0, 1.0, 0.0, 0.0, 1.0], " : "[")
              + "[1, 2.0, 5.0, 9.0, 2.0, 0.0]]",
          NOW - 20);
    }
    return Answers.table(
        List.of("actor", "timestamp", "verb", "objectEmbedding", "eventId", "object", "objectGeo"),
        String.format(
            """
            [[1, %d, "job-apply", [1.0, 2.0], "e1", "x", "a"],
             [1, %d, "job-apply", ["-Infinity"], "e2", "y", "__missing__"],
             [1, %d, "job-apply", [2.0, 4.0], "e3", "z", "b"]]
            """,
            NOW - 3, NOW - 2, NOW - 1),
        NOW - 5);
  }

  @Test
  void everyStrategyInTheOrderOfTheService() {
    server.broker.answer(GetFeaturesTest::rankerRows);

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
    assertThat(server.broker.statements().stream().map(GetFeaturesTest::keys))
        .containsExactlyInAnyOrder("1, 2, 3", "1", "2, 3", "2", "3");
  }

  private static String keys(PinotSql sql) {
    int from = sql.text().indexOf("IN (") + 4;
    return sql.text().substring(from, sql.text().indexOf(')', from));
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

  @Test
  void partThatFailsLeavesTheRestToACallerWhoAllowsIt() {
    server.broker.end(
        sql -> {
          if (sql.text().contains("GROUP BY \"actor\", \"objectGeo\"")) {
            return CompletableFuture.failedFuture(new PinotException(Kind.TIMEOUT, "late"));
          }
          if (sql.text().contains("GROUP BY")) {
            return CompletableFuture.completedFuture(rankerRows(sql));
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
              : rankerRows(sql);
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
                    "MAX(CASE WHEN \"objectPrice\" >= -1.7976931348623157E308 THEN \"timestamp\"");
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
  void explanationAsksPinotNothing() {
    ExplainFeaturesResponse response =
        server
            .stub()
            .explainFeatures(
                ExplainFeaturesRequest.newBuilder()
                    .setRequest(
                        GetFeaturesRequest.newBuilder()
                            .setFeatureService("ranker")
                            .putEntities("actor", InProcess.actors(111L)))
                    .build());

    assertThat(response.getStatementsList().stream().map(statement -> statement.getStrategy()))
        .containsExactly("aggregate", "group_by", "row_fetch");
    assertThat(response.getStatements(0).getSql()).contains("\"actor\" IN (111)");
    assertThat(response.getFeatures(2).getStatement()).isEqualTo(1);
    assertThat(response.getFeatures(2).getReason()).contains("objectAttributes.geo");
    assertThat(response.getFeatures(4).getDefinition()).contains("jobs@1.embedding_6h");
    assertThat(server.broker.statements()).isEmpty();
  }

  @Test
  void services() {
    List<FeatureServiceDescription> services =
        server
            .stub()
            .listFeatureServices(ListFeatureServicesRequest.getDefaultInstance())
            .getServicesList();

    assertThat(services.stream().map(FeatureServiceDescription::getName))
        .containsExactly("ranker", "counts", "both");
    assertThat(services.get(2).getFeatures(1).getName()).isEqualTo("items.views_1h");
    assertThat(services.get(2).getFeatures(1).getEntityList()).containsExactly("object");
  }

  @Test
  void healthFollowsReadiness() {
    HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(server.channel);
    HealthCheckRequest request =
        HealthCheckRequest.newBuilder().setService("nearline.v1.FeatureService").build();

    assertThat(health.check(request).getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
    server.endpoint.serving(true);
    assertThat(health.check(request).getStatus()).isEqualTo(ServingStatus.SERVING);
    server.endpoint.serving(false);
    assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatus())
        .isEqualTo(ServingStatus.NOT_SERVING);
  }

  @Test
  void callsAreMeasuredByMethodAndStatus() {
    server.broker.fail(Kind.UNREACHABLE);

    assertThatThrownBy(() -> get(counts(1L))).isInstanceOf(StatusRuntimeException.class);

    assertThat(
            server
                .meters
                .get("grpc.server.call.duration")
                .tag("grpc.method", "nearline.v1.FeatureService/GetFeatures")
                .tag("grpc.status", "UNAVAILABLE")
                .timer()
                .count())
        .isEqualTo(1);
  }
}

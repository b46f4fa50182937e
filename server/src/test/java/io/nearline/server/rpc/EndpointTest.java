package io.nearline.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.nearline.proto.v1.ExplainFeaturesRequest;
import io.nearline.proto.v1.ExplainFeaturesResponse;
import io.nearline.proto.v1.ExplainedRowFetch;
import io.nearline.proto.v1.FeatureServiceDescription;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.proto.v1.ListFeatureServicesRequest;
import io.nearline.server.Samples;
import io.nearline.server.pinot.PinotException.Kind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What there is beside values: explanations, services, health, measurements. */
class EndpointTest {
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

  /** A server that may fetch so many rows that they may pay. */
  private static InProcess wide() {
    return new InProcess(
        Samples.catalogue(), InProcess.NOW, InProcess.LIMITS.withAnswers(100, 1000, 4));
  }

  private ExplainFeaturesResponse explain(GetFeaturesRequest.Builder request) {
    return explain(server, request);
  }

  private static ExplainFeaturesResponse explain(
      InProcess server, GetFeaturesRequest.Builder request) {
    return server
        .stub()
        .explainFeatures(ExplainFeaturesRequest.newBuilder().setRequest(request).build());
  }

  private static GetFeaturesRequest.Builder ranker(Long... actors) {
    return GetFeaturesRequest.newBuilder()
        .setFeatureService("ranker")
        .putEntities("actor", InProcess.actors(actors));
  }

  @Test
  void explanationTellsWhatMayBeSentInstead() {
    try (InProcess wide = wide()) {
      ExplainedRowFetch fetch = explain(wide, ranker(111L)).getRowFetches(0);

      assertThat(fetch.getStatement().getStrategy()).isEqualTo("row_fetch");
      assertThat(fetch.getStatement().getSql()).endsWith(" LIMIT 100");
      assertThat(fetch.getInsteadOfList()).containsExactly(0, 1, 2);
      assertThat(fetch.getChosen()).isTrue();
      assertThat(fetch.getReason())
          .isEqualTo(
              "10 rows are expected of 1 entity: at most two thirds of 100, up to which rows cost"
                  + " less than the aggregates");
    }
  }

  @Test
  void fetchForMoreKeysThanOneStatementAsksForIsNotChosen() {
    try (InProcess wide = wide()) {
      ExplainedRowFetch fetch = explain(wide, ranker(1L, 2L, 3L, 4L)).getRowFetches(0);

      assertThat(fetch.getChosen()).isFalse();
      assertThat(fetch.getReason()).isEqualTo("one statement asks for at most 3 keys");
    }
  }

  @Test
  void ofAGivenInstantThereIsOneForm() {
    try (InProcess wide = wide()) {
      ExplainFeaturesResponse response =
          explain(wide, ranker(111L).setAsOf(Times.timestamp(InProcess.NOW.toEpochMilli())));

      assertThat(response.getRowFetchesList()).isEmpty();
      assertThat(response.getStatements(0).getSql()).contains("\"sumprecision\"(");
    }
  }

  @Test
  void explanationAsksPinotNothing() {
    ExplainFeaturesResponse response = explain(ranker(111L));

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

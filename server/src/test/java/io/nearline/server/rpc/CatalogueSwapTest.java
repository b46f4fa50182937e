package io.nearline.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.StatusRuntimeException;
import io.nearline.features.definition.Catalogue;
import io.nearline.proto.v1.FeatureServiceGrpc;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.server.Samples;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.PinotTable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Calls see one catalogue, whichever becomes the served one meanwhile. */
class CatalogueSwapTest {
  private static final String OLD =
      """
      feature_set: jobs
      version: 1
      entity: actor
      features:
        - {name: views, aggregate: count, where: 'verb == "view"', windows: [1h]}
      services: {ranker: ['jobs@1.*']}
      """;
  private static final String NEW =
      OLD.replace("version: 1", "version: 2").replace("jobs@1", "jobs@2").replace("\"view", "\"v");
  private static final GetFeaturesRequest RANKER =
      GetFeaturesRequest.newBuilder()
          .setFeatureService("ranker")
          .putEntities("actor", InProcess.actors(1L))
          .build();
  private static final PinotTable FIVE = Answers.table(List.of("actor", "c"), "[[1, 5]]");

  @Test
  void callsInFlightKeepTheirs() throws Exception {
    Catalogue old = Samples.catalogue(OLD);
    Catalogue next = Samples.catalogue(NEW);
    try (InProcess server = new InProcess(old)) {
      CompletableFuture<PinotTable> answer = new CompletableFuture<>();
      server.broker.end(sql -> answer);
      Future<GetFeaturesResponse> inFlight =
          FeatureServiceGrpc.newFutureStub(server.channel).getFeatures(RANKER);
      assertThat(server.broker.statements())
          .singleElement()
          .matches(sql -> sql.text().contains("'view'"));

      server.serve(next);
      answer.complete(FIVE);

      assertVersion(inFlight.get(30, TimeUnit.SECONDS), old);
      server.broker.answer(sql -> FIVE);
      assertVersion(server.stub().getFeatures(RANKER), next);
    }
  }

  private static void assertVersion(GetFeaturesResponse response, Catalogue catalogue) {
    assertThat(response.getDefinitionVersion())
        .isEqualTo(catalogue.hash(catalogue.service("ranker").orElseThrow()));
    assertThat(response.getFeatures(0).getValues().getInt64S().getValues(0)).isEqualTo(5);
  }

  @Test
  void twoVersionsAnswerSideBySide() {
    String beside = NEW.replace("ranker", "next");
    GetFeaturesRequest next = RANKER.toBuilder().setFeatureService("next").build();
    try (InProcess server = new InProcess(Samples.catalogue(OLD))) {
      server.broker.answer(sql -> FIVE);
      GetFeaturesResponse before = server.stub().getFeatures(RANKER);
      assertThatThrownBy(() -> server.stub().getFeatures(next))
          .isInstanceOf(StatusRuntimeException.class)
          .hasMessageStartingWith("NOT_FOUND");

      server.serve(Samples.catalogue(OLD, beside));

      assertThat(server.stub().getFeatures(RANKER)).isEqualTo(before);
      assertThat(server.stub().getFeatures(next).getDefinitionVersion())
          .isNotEqualTo(before.getDefinitionVersion());
    }
  }
}

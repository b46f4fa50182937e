package io.nearline.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import io.nearline.proto.v1.FeatureServiceGrpc;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.PinotTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that wait behind another, for the test's server lets one statement fly at a time. */
class CancelledCallsTest {
  private final InProcess server = new InProcess();
  private final List<CompletableFuture<PinotTable>> asked = new ArrayList<>();

  @AfterEach
  void stop() {
    server.close();
  }

  private ListenableFuture<GetFeaturesResponse> get(long actor) {
    return FeatureServiceGrpc.newFutureStub(server.channel)
        .getFeatures(
            GetFeaturesRequest.newBuilder()
                .setFeatureService("counts")
                .putEntities("actor", InProcess.actors(actor))
                .build());
  }

  private double queued() {
    return server.meters.get("nearline.batch.queued").gauge().value();
  }

  @Test
  void aCancelledCallIsNotAskedFor() throws Exception {
    server.broker.end(
        sql -> {
          asked.add(new CompletableFuture<>());
          return asked.get(asked.size() - 1);
        });
    ListenableFuture<GetFeaturesResponse> first = get(1);
    ListenableFuture<GetFeaturesResponse> cancelled = get(2);
    ListenableFuture<GetFeaturesResponse> third = get(3);
    assertThat(queued()).isEqualTo(2);

    cancelled.cancel(true);
    assertThat(queued()).isEqualTo(1);
    asked.get(0).complete(Answers.table(List.of("actor", "a", "b"), "[[1, 1, 1]]"));
    assertThat(first.get(30, TimeUnit.SECONDS).getFeaturesCount()).isEqualTo(2);
    asked.get(1).complete(Answers.table(List.of("actor", "a", "b"), "[[3, 1, 1]]"));
    assertThat(third.get(30, TimeUnit.SECONDS).getFeaturesCount()).isEqualTo(2);

    assertThat(server.broker.statements()).hasSize(2);
    assertThat(server.broker.statements().get(1).text()).contains(" IN (3)");
  }
}

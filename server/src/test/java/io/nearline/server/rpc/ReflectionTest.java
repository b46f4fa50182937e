package io.nearline.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What grpcurl and ghz ask before they call: both names of reflection, since not every tool knows
 * the later one.
 */
final class ReflectionTest {

  @Test
  void bothVersionsOfReflectionAreServed() throws Exception {
    try (InProcess server = new InProcess()) {
      CompletableFuture<List<String>> services = new CompletableFuture<>();
      StreamObserver<ServerReflectionRequest> requests =
          ServerReflectionGrpc.newStub(server.channel)
              .serverReflectionInfo(
                  new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                      services.complete(
                          response.getListServicesResponse().getServiceList().stream()
                              .map(service -> service.getName())
                              .toList());
                    }

                    @Override
                    public void onError(Throwable failure) {
                      services.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {}
                  });
      requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());

      assertThat(services.get(30, TimeUnit.SECONDS))
          .contains(
              "nearline.v1.FeatureService",
              "grpc.health.v1.Health",
              "grpc.reflection.v1.ServerReflection",
              "grpc.reflection.v1alpha.ServerReflection");
      requests.onCompleted();
    }
  }
}

package io.nearline.bench.echo;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.nearline.process.ParentPipe;
import io.nearline.proto.v1.FeatureServiceGrpc;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A gRPC server with the messages of the feature server that does nothing: it answers every call
 * with the same response. {@code PORT FILE}: where it listens, and the response in protobuf.
 */
public final class EchoMain {
  private EchoMain() {}

  /** Runs until the process that has started it ends. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ParentPipe.watch(() -> {}, Duration.ofSeconds(1));
    int port = Integer.parseInt(arguments[0]);
    GetFeaturesResponse response =
        GetFeaturesResponse.parseFrom(Files.readAllBytes(Path.of(arguments[1])));
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .directExecutor()
            .addService(new Echo(response))
            .build()
            .start();
    System.out.println("ready " + server.getPort());
    server.awaitTermination();
  }

  private static final class Echo extends FeatureServiceGrpc.FeatureServiceImplBase {
    private final GetFeaturesResponse response;

    Echo(GetFeaturesResponse response) {
      this.response = response;
    }

    @Override
    public void getFeatures(
        GetFeaturesRequest request, StreamObserver<GetFeaturesResponse> observer) {
      observer.onNext(response);
      observer.onCompleted();
    }
  }
}

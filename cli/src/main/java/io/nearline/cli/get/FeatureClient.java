package io.nearline.cli.get;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.nearline.proto.v1.FeatureServiceGrpc;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A connection to a server. Thread-safe. */
public final class FeatureClient implements AutoCloseable {
  private static final int LARGEST_ANSWER = 64 << 20;

  private final ManagedChannel channel;
  private final FeatureServiceGrpc.FeatureServiceBlockingStub stub;

  /** Connects to {@code host:port}, without TLS. */
  public FeatureClient(String address) {
    this.channel =
        Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
            .maxInboundMessageSize(LARGEST_ANSWER)
            .build();
    this.stub = FeatureServiceGrpc.newBlockingStub(channel);
  }

  /**
   * Asks for features.
   *
   * @throws io.grpc.StatusRuntimeException when the server refuses, can't be reached, or doesn't
   *     answer in time
   */
  public GetFeaturesResponse get(GetFeaturesRequest request, Duration timeout) {
    return stub.withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS).getFeatures(request);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}

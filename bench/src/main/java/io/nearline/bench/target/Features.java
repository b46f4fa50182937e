package io.nearline.bench.target;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.nearline.bench.load.Target;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureServiceGrpc;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.proto.v1.Int64Values;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** {@code GetFeatures} of one feature service. Some answers are kept, to be checked later. */
public final class Features implements Target {
  private final FeatureServiceGrpc.FeatureServiceStub[] stubs;
  private final String service;
  private final Samples samples;
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * Makes a target.
   *
   * @param channels to the server, at least one; calls take turns
   * @param service whose features are asked for
   * @param samples where some answers go
   */
  public Features(Iterable<ManagedChannel> channels, String service, Samples samples) {
    List<FeatureServiceGrpc.FeatureServiceStub> all = new ArrayList<>();
    channels.forEach(channel -> all.add(FeatureServiceGrpc.newStub(channel)));
    this.stubs = all.toArray(FeatureServiceGrpc.FeatureServiceStub[]::new);
    this.service = service;
    this.samples = samples;
  }

  @Override
  public void call(long[] actors, End end) {
    GetFeaturesRequest request = request(service, actors);
    stubs[Math.floorMod(turn.getAndIncrement(), stubs.length)].getFeatures(
        request, new Answer(actors, end));
  }

  /** Returns the request for a service's features of some actors. */
  public static GetFeaturesRequest request(String service, long... actors) {
    Int64Values.Builder keys = Int64Values.newBuilder();
    for (long actor : actors) {
      keys.addValues(actor);
    }
    return GetFeaturesRequest.newBuilder()
        .setFeatureService(service)
        .putEntities("actor", Column.newBuilder().setInt64S(keys).build())
        .build();
  }

  private final class Answer implements StreamObserver<GetFeaturesResponse> {
    private final long[] actors;
    private final End end;
    private @Nullable GetFeaturesResponse response;

    Answer(long[] actors, End end) {
      this.actors = actors;
      this.end = end;
    }

    @Override
    public void onNext(GetFeaturesResponse message) {
      response = message;
    }

    @Override
    public void onError(Throwable failure) {
      end.failed(failure);
    }

    @Override
    public void onCompleted() {
      GetFeaturesResponse message = response;
      if (message == null) {
        end.failed(new IllegalStateException("GetFeatures: OK without an answer"));
        return;
      }
      samples.offer(service, actors, message);
      end.answered();
    }
  }
}

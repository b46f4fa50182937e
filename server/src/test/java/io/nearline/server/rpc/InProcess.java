package io.nearline.server.rpc;

import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.features.definition.Catalogue;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureServiceGrpc;
import io.nearline.proto.v1.Int64Values;
import io.nearline.proto.v1.StringValues;
import io.nearline.server.FakeBroker;
import io.nearline.server.Samples;
import io.nearline.server.batch.QueueLimit;
import io.nearline.server.batch.StatementsInTurn;
import io.nearline.server.config.Coalescing;
import io.nearline.server.config.Deadlines;
import io.nearline.server.config.Limits;
import io.nearline.server.serving.FeatureBatches;
import io.nearline.server.serving.Served;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A whole server over a fake broker, reached without a network. Its clock stands still. */
public final class InProcess implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  static final int MOST_ENTITIES = 5;
  static final int KEYS_PER_STATEMENT = 3;
  static final int MOST_ROWS = 4;
  static final int MOST_GROUPS = 4;

  static final int MOST_ROWS_OF_A_CALL = 5;
  static final int MOST_WAITING = 3;

  static final Limits LIMITS =
      Limits.DEFAULTS
          .withStatements(MOST_ENTITIES, KEYS_PER_STATEMENT, 10_000)
          .withAnswers(MOST_ROWS, MOST_ROWS_OF_A_CALL, MOST_GROUPS)
          .withInFlight(1, 1)
          .withWaiting(MOST_WAITING, 1000);

  final FakeBroker broker = new FakeBroker();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Limits limits;
  private final Clock clock;
  private final FeatureBatches batches;
  private final StatementsInTurn listings;
  final GrpcEndpoint endpoint;
  final ManagedChannel channel;

  InProcess() {
    this(Samples.catalogue());
  }

  InProcess(Catalogue catalogue) {
    this(catalogue, NOW);
  }

  /** Serves a catalogue at an instant that does not pass. */
  public InProcess(Catalogue catalogue, Instant now) {
    this(catalogue, now, LIMITS);
  }

  InProcess(Catalogue catalogue, Instant now, Limits limits) {
    String name = InProcessServerBuilder.generateName();
    this.limits = limits;
    this.clock = Clock.fixed(now, ZoneOffset.UTC);
    this.batches = FeatureBatches.of(broker, limits, Coalescing.ON, clock, meters);
    this.listings =
        new StatementsInTurn(
            "nearline.listings", 1, new QueueLimit(MOST_WAITING, 1000), broker, meters);
    this.endpoint =
        GrpcEndpoint.on(
            InProcessServerBuilder.forName(name), served(catalogue), Deadlines.DEFAULTS, meters);
    try {
      endpoint.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.channel = InProcessChannelBuilder.forName(name).directExecutor().build();
  }

  public FeatureServiceGrpc.FeatureServiceBlockingStub stub() {
    return FeatureServiceGrpc.newBlockingStub(channel);
  }

  /** Serves another catalogue from now on. */
  void serve(Catalogue catalogue) {
    endpoint.serve(served(catalogue));
  }

  private Served served(Catalogue catalogue) {
    return Served.of(catalogue, batches, listings, limits, clock);
  }

  static Column actors(Long... actors) {
    return Column.newBuilder()
        .setInt64S(Int64Values.newBuilder().addAllValues(List.of(actors)))
        .build();
  }

  static Column objects(String... objects) {
    return Column.newBuilder()
        .setStrings(StringValues.newBuilder().addAllValues(List.of(objects)))
        .build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    endpoint.close();
  }
}

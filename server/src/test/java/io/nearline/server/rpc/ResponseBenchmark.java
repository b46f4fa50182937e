package io.nearline.server.rpc;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.features.definition.Catalogue;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.Int64Values;
import io.nearline.server.Samples;
import io.nearline.server.config.Coalescing;
import io.nearline.server.config.Limits;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.pinot.PinotBroker;
import io.nearline.server.pinot.PinotTable;
import io.nearline.server.serving.FeatureBatches;
import io.nearline.server.serving.FeatureServing;
import io.nearline.server.serving.Served;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A call from its decoded message to the bytes of its response, over a broker that has the rows
 * already: binding, SQL, values of rows, response. What is left out is the network and Pinot.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ResponseBenchmark {
  private static final String COUNTERS =
      """
      feature_set: counters
      version: 1
      entity: actor
      features:
        - {name: applies, aggregate: count, where: 'verb == "job-apply"', windows: [1h, 6h, 24h]}
        - {name: views, aggregate: count, where: 'verb == "job-view"', windows: [6h, 24h]}
      services:
        counters: ['counters@1.*']
      """;

  /** How many actors are asked for. */
  @Param({"1", "500"})
  public int actors;

  private PinotTable rows = Answers.table(List.of("actor"), "[]");
  private final PinotBroker broker = (sql, deadline) -> CompletableFuture.completedFuture(rows);
  private final ResponseEncoder encoder;
  private final FeatureServing serving;
  private GetFeaturesRequest request = GetFeaturesRequest.getDefaultInstance();

  /** Makes a server without a network. */
  public ResponseBenchmark() {
    Catalogue catalogue = Samples.catalogue(COUNTERS);
    FeatureBatches batches =
        FeatureBatches.of(
            broker, Limits.DEFAULTS, Coalescing.OFF, Clock.systemUTC(), new SimpleMeterRegistry());
    this.encoder = new ResponseEncoder(catalogue);
    this.serving =
        Served.of(catalogue, batches, broker, Limits.DEFAULTS, Clock.systemUTC()).features();
  }

  /** Makes the request and the rows that answer it. */
  @Setup
  public void rows() {
    List<String> texts =
        IntStream.range(0, actors)
            .mapToObj(actor -> "[" + actor + ",3.0,5.0,9.0,2.0,8.0]")
            .toList();
    rows = Answers.table(List.of("actor", "a", "b", "c", "d", "e"), texts.toString(), 1L);
    request =
        GetFeaturesRequest.newBuilder()
            .setFeatureService("counters")
            .putEntities(
                "actor",
                Column.newBuilder()
                    .setInt64S(
                        Int64Values.newBuilder()
                            .addAllValues(LongStream.range(0, actors).boxed().toList()))
                    .build())
            .build();
  }

  /** Answers a call. */
  @Benchmark
  public void answer(Blackhole answered) {
    answered.consume(
        encoder
            .features(
                serving
                    .features(
                        RequestDecoder.features(request, Deadline.after(Duration.ofSeconds(5))))
                    .join(),
                false)
            .toByteArray());
  }
}

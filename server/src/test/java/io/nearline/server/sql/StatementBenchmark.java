package io.nearline.server.sql;

import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Items;
import io.nearline.server.Samples;
import io.nearline.server.pinot.PinotSql;
import io.nearline.server.plan.Planner;
import io.nearline.server.plan.Selection;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/** Planning a call, and writing its statements. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StatementBenchmark {
  private static final long AS_OF = 1_700_000_000_000L;
  private static final Selection SERVICE = new Selection.Service("ranker");
  private static final Selection FEATURES =
      new Selection.Features(List.of("jobs.applies_1h", "jobs.applies_24h", "jobs.price_24h"));

  /** How many actors are asked for. */
  @Param({"1", "500"})
  public int actors;

  private final Planner planner = new Planner(Samples.catalogue(), 20_000, 50_000);
  private EntityKeys keys = EntityKeys.of(Items.of(1L));

  /** Makes the keys. */
  @Setup
  public void keys() {
    keys = EntityKeys.of(Items.of(LongStream.range(0, actors).toArray()));
  }

  /** Finds the plan of a service, which was made at load. */
  @Benchmark
  public Object planService() {
    return planner.plan(SERVICE, false);
  }

  /** Plans features that are asked for by name, SQL templates and all. */
  @Benchmark
  public Object planFeatures() {
    return planner.plan(FEATURES, false);
  }

  /** Writes the statements of a service: aggregates, groups and rows. */
  @Benchmark
  public void writeStatements(Blackhole written) {
    for (Statement statement :
        planner.plan(SERVICE, false).lookups().get(0).aggregates().statements()) {
      PinotSql sql = statement.write(keys, AS_OF, RequestValues.NONE);
      written.consume(sql);
    }
  }
}

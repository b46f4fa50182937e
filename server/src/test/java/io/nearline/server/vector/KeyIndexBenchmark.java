package io.nearline.server.vector;

import io.nearline.features.value.Items;
import io.nearline.server.sql.Partitioning;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Indexing the keys of a large batch, in the order asked and by partition. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KeyIndexBenchmark {
  private static final int KEYS = 3200;
  private static final int KEYS_PER_STATEMENT = 1000;

  /** How many partitions the table is known to have; 1: none is known. */
  @Param({"1", "4", "32"})
  public int partitions;

  private final List<Items> columns =
      List.of(Items.of(new Random(1).longs(KEYS, 1, 200_000).toArray()));

  /** Indexes 3,200 keys. */
  @Benchmark
  public Object index() {
    return KeyIndex.of(columns, new Partitioning(partitions), KEYS_PER_STATEMENT);
  }
}

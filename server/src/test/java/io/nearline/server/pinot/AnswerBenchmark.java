package io.nearline.server.pinot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.apache.pinot.client.BrokerResponse;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decoding an answer, from its bytes to every cell read once: into packed columns, and by way of a
 * tree, as the Pinot client does.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AnswerBenchmark {
  private static final int ACTORS = 500;
  private static final int AGGREGATES = 5;
  private static final int ROWS = 1000;
  private static final int DIMENSION = 64;

  private final byte[] aggregates = aggregates();
  private final byte[] vectors = vectors();

  /** 500 actors with five aggregates each, into packed columns. */
  @Benchmark
  public double aggregatesPacked() throws IOException {
    return sumOfAggregates(packed(aggregates));
  }

  /** The same by way of a tree. */
  @Benchmark
  public double aggregatesByTree() throws IOException {
    return sumOfAggregates(tree(aggregates));
  }

  /** 1,000 rows of key, time, verb and a 64-vector, into packed columns. */
  @Benchmark
  public double vectorsPacked() throws IOException {
    return sumOfVectors(packed(vectors));
  }

  /** The same by way of a tree. */
  @Benchmark
  public double vectorsByTree() throws IOException {
    return sumOfVectors(tree(vectors));
  }

  private static PinotTable packed(byte[] json) throws IOException {
    return (PackedTable)
        ClientTransport.answer(AnswerReader.read(new ByteArrayInputStream(json))).resultTable();
  }

  private static PinotTable tree(byte[] json) throws IOException {
    BrokerResponse response =
        BrokerResponse.fromJson(TreeTable.JSON.readTree(new ByteArrayInputStream(json)));
    return TreeTable.read(Objects.requireNonNull(response.getResultTable()), OptionalLong.empty());
  }

  private static double sumOfAggregates(PinotTable table) {
    double sum = 0;
    for (int row = 0; row < table.rows(); row++) {
      sum += table.int64(row, 0);
      for (int column = 1; column <= AGGREGATES; column++) {
        sum += table.float64(row, column);
      }
    }
    return sum;
  }

  private static double sumOfVectors(PinotTable table) {
    double sum = 0;
    for (int row = 0; row < table.rows(); row++) {
      sum += table.int64(row, 0) + table.int64(row, 1) + table.string(row, 2).length();
      sum += table.vector(row, 3)[DIMENSION - 1];
    }
    return sum;
  }

  private static byte[] aggregates() {
    Random random = new Random(7);
    StringJoiner rows = new StringJoiner(",", "[", "]");
    for (int actor = 0; actor < ACTORS; actor++) {
      // A key, counts as doubles, and a sum of decimals as text: as Pinot writes them.
      rows.add(
          String.format(
              "[%d,%d.0,%d.0,%d.0,%d.0,\"%d.25\"]",
              actor,
              random.nextInt(20),
              random.nextInt(20),
              random.nextInt(20),
              random.nextInt(20),
              random.nextInt(1_000_000)));
    }
    return answer("\"actor\",\"a\",\"b\",\"c\",\"d\",\"e\"", rows.toString());
  }

  private static byte[] vectors() {
    Random random = new Random(7);
    StringJoiner rows = new StringJoiner(",", "[", "]");
    for (int row = 0; row < ROWS; row++) {
      StringJoiner vector = new StringJoiner(",", "[", "]");
      for (int i = 0; i < DIMENSION; i++) {
        vector.add(String.valueOf(random.nextFloat()));
      }
      rows.add(
          String.format(
              "[%d,%d,\"job-%s\",%s]",
              random.nextInt(100),
              1_700_000_000_000L + random.nextInt(86_400_000),
              random.nextBoolean() ? "view" : "apply",
              vector));
    }
    return answer("\"actor\",\"timestamp\",\"verb\",\"objectEmbedding\"", rows.toString());
  }

  private static byte[] answer(String names, String rows) {
    return ("{\"resultTable\":{\"dataSchema\":{\"columnNames\":["
            + names
            + "]},\"rows\":"
            + rows
            + "},\"exceptions\":[],\"numServersQueried\":1,\"numServersResponded\":1,"
            + "\"numSegmentsQueried\":2,\"numConsumingSegmentsQueried\":2,"
            + "\"numGroupsLimitReached\":false,\"timeUsedMs\":5,\"traceInfo\":{},"
            + "\"minConsumingFreshnessTimeMs\":1795236677490}")
        .getBytes(StandardCharsets.UTF_8);
  }
}

package io.nearline.server.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.attribute.EntityTable;
import io.nearline.features.type.ScalarType;
import io.nearline.server.sql.Partitioning;
import io.nearline.server.sql.SegmentStatement;
import java.time.Duration;
import java.util.Random;
import org.apache.pinot.common.request.PinotQuery;
import org.apache.pinot.segment.spi.partition.MurmurPartitionFunction;
import org.junit.jupiter.api.Test;

/** The server takes every key to be where Pinot looks for it. */
class PartitioningTest {
  private static final long SEED = Long.getLong("nearline.seed", 20_260_102L);

  @Test
  void everyKeyIsInThePartitionThatPinotsMurmurNames() {
    System.out.println("seed: " + SEED + " (-Dnearline.seed=…)");
    Random random = new Random(SEED);
    for (int round = 0; round < 20_000; round++) {
      int partitions = 1 + random.nextInt(64);
      var pinots = new MurmurPartitionFunction(partitions);
      Partitioning ours = new Partitioning(partitions);
      long number = random.nextLong() >> random.nextInt(64);
      String text = text(random);

      assertThat(ours.of(number)).isEqualTo(pinots.getPartition(Long.toString(number)));
      assertThat(ours.of(text)).as(text).isEqualTo(pinots.getPartition(text));
    }
  }

  @Test
  void statementOfPartitionsIsTaken() {
    PinotQuery query =
        ParsedStatement.parse(
            SegmentStatement.write(
                    new EntityTable("actor", "actions", ScalarType.INT64, Duration.ofHours(1)))
                .text());

    assertThat(query.getLimit()).isPositive();
    assertThat(String.valueOf(query.getSelectList())).contains("$segmentName");
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(20); length > 0; length--) {
      text.appendCodePoint(
          random.nextBoolean() ? ' ' + random.nextInt(95) : 0xa1 + random.nextInt(0xd000));
    }
    return text.toString();
  }
}

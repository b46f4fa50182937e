package io.nearline.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitioningTest {

  /** As org.apache.kafka.common.utils.Utils.murmur2 has it, made positive. */
  @ParameterizedTest
  @CsvSource({
    "21, 1173551340",
    "foobar, 1357151166",
    "a-little-bit-long-string, 1161502112",
    "a-little-bit-longer-string, 661178819",
    "lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8, 2088585677",
    "abc, 479470107",
    "'', 275646681"
  })
  void partitionIsThatOfKafkasHash(String key, int positiveHash) {
    for (int partitions : new int[] {1, 2, 4, 7, 32, 1000}) {
      assertThat(new Partitioning(partitions).of(key)).isEqualTo(positiveHash % partitions);
    }
  }

  @Test
  void numberIsWhereItsTextIs() {
    Partitioning partitioning = new Partitioning(97);

    assertThat(partitioning.of(21)).isEqualTo(1173551340 % 97);
    assertThat(partitioning.of(Long.MIN_VALUE)).isEqualTo(partitioning.of("-9223372036854775808"));
  }

  @Test
  void thereIsAPartition() {
    assertThatThrownBy(() -> new Partitioning(0))
        .hasMessage("partitions: 0 (expected: at least 1)");
  }
}

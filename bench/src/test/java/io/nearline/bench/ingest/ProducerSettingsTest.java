package io.nearline.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The producer that is compared with ingest is set as ingest's are. */
class ProducerSettingsTest {
  @TempDir private Path directory;

  @Test
  void areThoseOfProducersOnly() throws IOException {
    Files.writeString(
        directory.resolve("ingest.yaml"),
        """
        partitions: 4
        kafka:
          bootstrap.servers: 'broker:9092'
          consumer.max.poll.records: '10'
          producer.linger.ms: '7'
          producer.compression.type: lz4
        """);

    assertThat(ProducerSettings.of(directory))
        .containsOnlyKeys("linger.ms", "compression.type")
        .containsEntry("linger.ms", "7")
        .containsEntry("compression.type", "lz4");
  }

  @Test
  void areNoneWhereNoneAreTold() throws IOException {
    Files.writeString(directory.resolve("ingest.yaml"), "partitions: 4\n");

    assertThat(ProducerSettings.of(directory)).isEmpty();
  }
}

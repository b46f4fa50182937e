package io.nearline.ingest.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.ingest.topic.RequiredTopic.Demand;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicFaultsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PARTITIONS    | 4 | delete         | 100 | ",
        "PARTITIONS    | 3 | delete         | 100 | 3 partitions (expected: 4, as partitions in ingest.yaml says)",
        "COMPACTION    | 1 | compact        | 1   | ",
        "COMPACTION    | 4 | compact,delete | 100 | cleanup.policy=compact,delete (expected: compact, else a table forgets what it was told)",
        "NO_COMPACTION | 1 | delete         | 1   | ",
        "NO_COMPACTION | 4 | compact,delete | 100 | cleanup.policy=compact,delete (expected: delete, else all but the last record of a key are lost)",
        "MESSAGE_SIZE  | 1 | delete         | 100 | ",
        "MESSAGE_SIZE  | 4 | delete         | 99  | max.message.bytes=99 (expected: at least 100)",
      })
  void namesWhatIsNotAsDemanded(
      Demand demand, int partitions, String policy, String size, String fault) {
    RequiredTopic topic =
        new RequiredTopic("t", 4, EnumSet.of(demand), Map.of("max.message.bytes", "100"));
    Config config =
        new Config(
            List.of(
                new ConfigEntry("cleanup.policy", policy),
                new ConfigEntry("max.message.bytes", size)));

    assertThat(TopicFaults.of(topic, partitions, config))
        .isEqualTo(fault == null ? List.of() : List.of("topic t: " + fault));
  }
}

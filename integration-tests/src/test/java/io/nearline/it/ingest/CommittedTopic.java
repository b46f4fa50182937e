package io.nearline.it.ingest;

import io.nearline.cli.account.Account;
import io.nearline.cli.account.CommittedRecords;
import io.nearline.features.action.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What transactions have committed to a topic. */
public final class CommittedTopic {
  private final String bootstrap;
  private final String topic;

  /** Reads a topic of the brokers at an address. */
  public CommittedTopic(String bootstrap, String topic) {
    this.bootstrap = bootstrap;
    this.topic = topic;
  }

  /** Returns all records that are no heartbeats, by partition. */
  public List<ConsumerRecord<byte[], byte[]>> records() {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (CommittedRecords committed = new CommittedRecords(bootstrap, List.of(topic))) {
      committed.read(records::add);
    }
    records.removeIf(record -> record.headers().lastHeader(Action.HEARTBEAT_VERB) != null);
    return records;
  }

  /** Returns the account whose changelog this is, by {@code pipeline|outcome|reason}. */
  public Map<String, Long> account() {
    String application = topic.substring(0, topic.length() - Account.TOPIC_SUFFIX.length());
    try (Account account = new Account(bootstrap, application)) {
      return account.read().counts();
    }
  }
}

package io.nearline.it.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.nearline.it.stack.Stack;
import io.nearline.it.stack.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From raw events to committed actions, through a process that may be killed. */
class IngestIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration BOUND = Duration.ofMinutes(4);

  /** After which who is silent is taken for gone. */
  private static final Duration SESSION = Duration.ofSeconds(6);

  private static final long SEED = 20_261_120;

  @TempDir private Path directory;

  @Test
  void losesAndDoublesNothingWhenKilled() throws Exception {
    Stack stack = Stack.shared();
    RawEvents events = new RawEvents(SEED);
    stack.topics().create("kill.attributes", 2, Map.of("cleanup.policy", "compact"));
    stack.topics().create("kill.raw", 3);
    stack.topics().publish("kill.attributes", events.attributes());
    try (IngestProcess ingest = IngestProcess.start(stack, directory, configuration("kill"))) {
      assertThat(health(ingest.address())).isEqualTo(ServingStatus.SERVING);
      stack.topics().publish("kill.raw", events.more(5_000));
      CommittedTopic account = new CommittedTopic(stack.kafka(), "kill-account-changelog");
      awaitCount(account, 100);
      stack.topics().publish("kill.raw", events.more(5_000));
      ingest.kill();
      stack.topics().publish("kill.raw", events.more(1_000));
      deleteAll(ingest.state());
      ingest.restart();
      Map<String, Double> atReady = ingest.metrics();
      stack.topics().publish("kill.raw", events.more(1_000));
      awaitCount(account, 12_000);
      holdsThatNothingIsProcessedBeforeAllIsRestored(atReady, ingest);

      assertThat(account.account())
          .as("seed %d", SEED)
          .containsExactlyInAnyOrderEntriesOf(events.account());
      holdsExactly(parsed(events.actions()), stack, "kill_actions", "actor");
      holdsExactly(parsed(events.actions()), stack, "kill_actions_by_object", "object");
      assertThat(new CommittedTopic(stack.kafka(), "kill-dead").records())
          .hasSize(Math.toIntExact(events.deadLetters()))
          .allSatisfy(
              record ->
                  assertThat(record.headers().lastHeader("nearline.topic").value())
                      .isEqualTo("kill.raw".getBytes(UTF_8)));
      assertThat(stack.topics().configuration("kill-remembered-ids-changelog"))
          .as("ids are kept for the horizon and a day")
          .containsEntry("cleanup.policy", "delete")
          .containsEntry(
              "retention.ms", Long.toString(Duration.ofDays(5).plusMillis(1).toMillis()));
      assertThat(ingest.stop()).as("ended by itself").isTrue();
      await("who stops leaves its partitions at once")
          .atMost(SESSION.dividedBy(2))
          .until(() -> members(stack, "kill").isEmpty());
    }
  }

  /** Health says SERVING no earlier than `ready` is printed. */
  private static void holdsThatNothingIsProcessedBeforeAllIsRestored(
      Map<String, Double> atReady, IngestProcess ingest) {
    Map<String, Double> now = ingest.metrics();
    String restored = "nearline_ingest_restored_records_total{generation=\"1\"}";
    assertThat(atReady)
        .containsEntry("nearline_ingest_processing{generation=\"1\"}", 1.0)
        .containsEntry("nearline_ingest_restoring{generation=\"1\"}", 0.0)
        .containsEntry(restored, now.get(restored));
    assertThat(atReady.get(restored)).isPositive();
    String ofJobs = "{generation=\"1\",pipeline=\"jobs\"}";
    assertThat(now.get("nearline_ingest_events_total" + ofJobs)).isGreaterThan(1_000);
    assertThat(now.get("nearline_ingest_event_age_seconds_sum" + ofJobs))
        .isGreaterThan(1_000 * 3_000);
    await()
        .atMost(BOUND)
        .until(
            () ->
                Double.valueOf(0)
                    .equals(
                        ingest
                            .metrics()
                            .get(
                                "nearline_ingest_lag_records{generation=\"1\",topic=\"kill.raw\"}")));
  }

  @Test
  void refusesTopicsThatAreNotWhatTheyMustBe() {
    Stack stack = Stack.shared();
    stack.topics().create("unfit_actions", 3);
    stack.topics().create("unfit.attributes", 1);
    try (IngestProcess ingest = new IngestProcess(stack, directory, configuration("unfit"))) {
      assertThat(ingest.awaitExit()).isEqualTo(2);
      assertThat(ingest.output())
          .contains(
              "topic unfit_actions: 3 partitions (expected: 4, as partitions in ingest.yaml says)")
          .contains("topic unfit.attributes: cleanup.policy=delete (expected: compact");
    }
  }

  @Test
  void takesTheLargestEventsThatItsTopicsTake() {
    Stack stack = Stack.shared();
    try (IngestProcess ingest = IngestProcess.start(stack, directory, configuration("large"));
        Producer<byte[], byte[]> producer =
            stack.topics().producer(Map.of("max.request.size", 8_388_608))) {
      String padding = "x".repeat(8_388_608 - 200);
      Future<RecordMetadata> sent =
          producer.send(
              Topics.record(
                  "large.raw", new Topics.Line("k", "{\"padding\": \"" + padding + "\"}")));
      producer.flush();
      assertThat(sent.isDone()).isTrue();
      CommittedTopic account = new CommittedTopic(stack.kafka(), "large-account-changelog");
      awaitCount(account, 1);

      assertThat(ingest.output()).doesNotContain("ERROR");
      assertThat(account.account()).containsEntry("jobs|dead|expression_failed", 1L);
      assertThat(new CommittedTopic(stack.kafka(), "large-dead").records())
          .singleElement()
          .satisfies(letter -> assertThat(letter.value()).hasSizeGreaterThan(8_388_000));
    }
  }

  private static void awaitCount(CommittedTopic account, long count) {
    await()
        .atMost(BOUND)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> account.account().getOrDefault("jobs|in|", 0L) >= count);
  }

  /**
   * A topic has all actions and no others, once Kafka has aborted what the killed one had begun:
   * that holds back what comes after it, and nothing of it is in the account's topic.
   */
  private static void holdsExactly(
      Map<String, JsonNode> expected, Stack stack, String topic, String keyField) {
    await(topic)
        .atMost(BOUND)
        .until(() -> actions(stack, topic, keyField).size() >= expected.size());
    assertThat(actions(stack, topic, keyField)).isEqualTo(expected);
  }

  /** Returns the actions by event id, having checked that there is one of each, rightly keyed. */
  private static Map<String, JsonNode> actions(Stack stack, String topic, String keyField) {
    Map<String, JsonNode> actions = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record :
        new CommittedTopic(stack.kafka(), topic).records()) {
      JsonNode action = parse(new String(record.value(), UTF_8));
      assertThat(new String(record.key(), UTF_8)).isEqualTo(action.get(keyField).asText());
      assertThat(actions.put(action.get("eventId").textValue(), action))
          .as("a second %s", action)
          .isNull();
    }
    return actions;
  }

  private static Map<String, JsonNode> parsed(Map<String, String> texts) {
    Map<String, JsonNode> parsed = new HashMap<>();
    texts.forEach((id, text) -> parsed.put(id, parse(text)));
    return parsed;
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static Collection<MemberDescription> members(Stack stack, String group) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafka()))) {
      return admin
          .describeConsumerGroups(List.of(group))
          .all()
          .get()
          .values()
          .iterator()
          .next()
          .members();
    }
  }

  private static ServingStatus health(String address) {
    ManagedChannel channel = NettyChannelBuilder.forTarget(address).usePlaintext().build();
    try {
      return HealthGrpc.newBlockingStub(channel)
          .check(HealthCheckRequest.getDefaultInstance())
          .getStatus();
    } finally {
      channel.shutdownNow();
    }
  }

  private static void deleteAll(Path path) throws IOException {
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static Map<String, String> configuration(String name) {
    return Map.of(
        "attributes.yaml",
        """
        attributes:
          objectAttributes.geo: {type: string, column: objectGeo}
        entities:
          actor: {table: NAME_actions, type: int64, retention: 96h}
          object: {table: NAME_actions_by_object, type: string, retention: 96h}
        """
            .replace("NAME", name),
        "pipelines.yaml",
        """
        pipelines:
          - name: jobs
            from: [NAME.raw]
            format: json
            event_id: event.id
            filter: '!has(event.bot)'
            join: [{table: job, topic: NAME.attributes, key: event.job}]
            action:
              actor: event.member
              verb: event.type
              object: '"job:" + string(event.job)'
              timestamp: event.ts
              verbAttributes: '{"n": event.id}'
              objectAttributes: job
        """
            .replace("NAME", name),
        "ingest.yaml",
        "{application_id: NAME, dead_letter_topic: NAME-dead}".replace("NAME", name));
  }
}

package io.nearline.it.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nearline.it.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One event in a hundred is malformed, in every way: all is accounted for, and nothing stops. */
final class MalformedIT {
  private static final Duration BOUND = Duration.ofMinutes(4);
  private static final long SEED = 20_261_122;
  private static final int EVENTS = 10_000;

  /** Ways to be malformed, and the reason that each is refused for. */
  private static final List<Bad> WAYS =
      List.of(
          new Bad("malformed", good -> good.substring(0, good.length() / 2).getBytes(UTF_8)),
          new Bad("malformed", good -> good.replace("view", "v\u00efew").getBytes(ISO_8859_1)),
          new Bad("malformed", good -> good.replace("0.5", "NaN").getBytes(UTF_8)),
          new Bad("malformed", good -> new byte[0]),
          new Bad("expression_failed", good -> good.replace("\"actor\"", "\"a\"").getBytes(UTF_8)),
          new Bad("invalid", good -> good.replace("\"actor\":", "\"actor\":0.").getBytes(UTF_8)),
          new Bad("invalid", good -> good.replace("view", "v\\u0000").getBytes(UTF_8)),
          new Bad("invalid", good -> good.replace("view", "v".repeat(2 << 20)).getBytes(UTF_8)),
          new Bad("invalid", good -> good.replace("[0.5,", "[").getBytes(UTF_8)),
          new Bad("invalid", good -> good.replace("0.5", "1e400").getBytes(UTF_8)),
          new Bad(
              "invalid", good -> good.replace("\"geo\":\"", "\"geo\":5,\"x\":\"").getBytes(UTF_8)),
          new Bad("late", good -> good.replaceFirst("\"ts\":\\d+", "\"ts\":1").getBytes(UTF_8)),
          new Bad("future", good -> good.replace("\"ts\":", "\"ts\":9").getBytes(UTF_8)));

  @TempDir private Path directory;

  private final Random random = new Random(SEED);
  private final Map<String, Long> account = new TreeMap<>();
  private final Map<String, String> reasons = new TreeMap<>();
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private final Map<Integer, String> bad = new TreeMap<>();

  private record Bad(String reason, Breaking breaking) {}

  private interface Breaking {
    byte[] of(String good);
  }

  @Test
  void everyEventIsAccountedFor() throws Exception {
    Stack stack = Stack.shared();
    try (IngestProcess ingest = IngestProcess.start(stack, directory, configuration());
        Producer<byte[], byte[]> producer =
            stack.topics().producer(Map.of("max.request.size", 4 << 20))) {
      for (int i = 0; i < EVENTS; i++) {
        send(producer, i);
      }
      producer.flush();
      noteWhereTheBadOnesStand();

      CommittedTopic committed = new CommittedTopic(stack.kafka(), "malformed-account-changelog");
      await()
          .atMost(BOUND)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> committed.account().getOrDefault("all|in|", 0L) >= EVENTS);
      assertThat(committed.account()).as("seed %d", SEED).isEqualTo(account);
      assertThat(letters(stack)).as("seed %d", SEED).isEqualTo(reasons);
      assertThat(ingest.output()).doesNotContain("ERROR");
    }
  }

  private void send(Producer<byte[], byte[]> producer, int i) {
    String good = event(i);
    byte[] value = good.getBytes(UTF_8);
    count("in|");
    if (i % 100 == 99) {
      Bad way = WAYS.get(i / 100 % WAYS.size());
      value = way.breaking().of(good);
      assertThat(value).isNotEqualTo(good.getBytes(UTF_8));
      bad.put(i, way.reason());
      count("dead|" + way.reason());
    } else if (i % 100 == 98) {
      value = event(i - 1).getBytes(UTF_8);
      count("duplicate|");
    } else if (i % 100 == 97 || i % 100 < 90) {
      count("action|");
    } else {
      value = good.replace("{\"id\"", "{\"bot\":true,\"id\"").getBytes(UTF_8);
      count("filtered|filter");
    }
    byte[] key = Integer.toString(random.nextInt(1_000)).getBytes(UTF_8);
    sent.add(producer.send(new ProducerRecord<>("malformed.raw", key, value)));
  }

  private void noteWhereTheBadOnesStand() throws ExecutionException, InterruptedException {
    for (Map.Entry<Integer, String> each : bad.entrySet()) {
      RecordMetadata place = sent.get(each.getKey()).get();
      reasons.put("malformed.raw:" + place.partition() + ":" + place.offset(), each.getValue());
    }
  }

  private static Map<String, String> letters(Stack stack) {
    Map<String, String> letters = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> letter :
        new CommittedTopic(stack.kafka(), "malformed-dead").records()) {
      String place =
          String.join(
              ":", header(letter, "topic"), header(letter, "partition"), header(letter, "offset"));
      assertThat(letters.put(place, header(letter, "reason"))).as("a second %s", place).isNull();
      assertThat(header(letter, "detail")).hasSizeBetween(5, 600);
    }
    return letters;
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader("nearline." + name).value(), UTF_8);
  }

  private void count(String outcome) {
    account.merge("all|" + outcome, 1L, Long::sum);
  }

  private static String event(int i) {
    return "{\"id\":%d,\"actor\":%d,\"verb\":\"view\",\"geo\":\"here\",\"vector\":[0.5,1],\"ts\":%d}"
        .formatted(i, i % 50, System.currentTimeMillis());
  }

  private static Map<String, String> configuration() {
    return Map.of(
        "attributes.yaml",
        """
        attributes:
          objectAttributes.geo: {type: string, column: objectGeo}
          objectAttributes.vector: {type: vector, dimension: 2, column: objectVector}
        entities: {actor: {table: malformed_actions, type: int64, retention: 96h}}
        """,
        "pipelines.yaml",
        """
        pipelines:
          - name: all
            from: [malformed.raw]
            format: json
            event_id: event.id
            filter: '!has(event.bot)'
            action:
              actor: event.actor
              verb: event.verb
              object: '"o"'
              objectAttributes: '{"geo": event.geo, "vector": event.vector}'
              timestamp: event.ts
        """,
        "ingest.yaml",
        "{application_id: malformed, dead_letter_topic: malformed-dead}");
  }
}

package io.nearline.it.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nearline.it.stack.Stack;
import io.nearline.it.stack.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sequences that are interrupted by the end of the process, and of its disk, are still found. */
final class PatternsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration BOUND = Duration.ofMinutes(4);
  private static final long SEED = 20_261_121;
  private static final int ACTORS = 2_000;
  private static final List<String> STEPS = List.of("search", "view", "cart", "buy");

  @TempDir private Path directory;

  private final Random random = new Random(SEED);
  private final long start = System.currentTimeMillis() - Duration.ofMinutes(10).toMillis();

  @Test
  void findsEachSequenceOnceThoughItIsKilledBetweenTheSteps() throws IOException {
    Stack stack = Stack.shared();
    stack.topics().create("steps.one", 3);
    stack.topics().create("steps.two", 4);
    CommittedTopic account = new CommittedTopic(stack.kafka(), "steps-account-changelog");
    try (IngestProcess ingest = IngestProcess.start(stack, directory, configuration())) {
      publish(stack, 0);
      publish(stack, 1);
      awaitTotal(account, "all|action|", ACTORS);
      ingest.kill();
      deleteAll(ingest.state());
      publish(stack, 2);
      ingest.restart();
      awaitTotal(account, "all|action|", 2L * ACTORS);
      ingest.kill();
      ingest.restart();
      publish(stack, 3);
      awaitTotal(account, "conversion|emitted|", ACTORS);
      awaitTotal(account, "all|action|", 4L * ACTORS);

      assertThat(account.account())
          .as("seed %d", SEED)
          .containsEntry("conversion|emitted|", (long) ACTORS)
          .containsEntry("all|in|", 4L * ACTORS)
          .noneSatisfy((key, total) -> assertThat(key).startsWith("conversion|not_"));
      for (String topic : List.of("steps_actions", "steps_actions_by_object")) {
        assertThat(conversions(stack, topic)).as("seed %d, %s", SEED, topic).hasSize(ACTORS);
      }
    }
  }

  /** Publishes one step of every actor, by both topics, in any order. */
  private void publish(Stack stack, int step) {
    List<Integer> actors = new ArrayList<>(IntStream.range(0, ACTORS).boxed().toList());
    Collections.shuffle(actors, random);
    List<List<Topics.Line>> lines = List.of(new ArrayList<>(), new ArrayList<>());
    for (int actor : actors) {
      String line =
          String.format(
              Locale.ROOT,
              "{\"eventId\": \"%d-%d\", \"actor\": %d, \"verb\": \"%s\", \"object\": \"item:%d\","
                  + " \"timestamp\": %d}",
              actor,
              step,
              actor,
              STEPS.get(step),
              actor % 7,
              start + step * 1000L);
      lines.get(random.nextInt(2)).add(new Topics.Line("any", line));
    }
    stack.topics().publish("steps.one", lines.get(0));
    stack.topics().publish("steps.two", lines.get(1));
  }

  private static void awaitTotal(CommittedTopic account, String key, long total) {
    await()
        .atMost(BOUND)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> account.account().getOrDefault(key, 0L) >= total);
  }

  /** Returns the emitted actions by actor, having checked that there is one of each. */
  private static Map<Long, JsonNode> conversions(Stack stack, String topic) throws IOException {
    Map<Long, JsonNode> conversions = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record :
        new CommittedTopic(stack.kafka(), topic).records()) {
      JsonNode action = JSON.readTree(new String(record.value(), UTF_8));
      if (action.path("verb").asText().equals("conversion")) {
        long actor = action.path("actor").asLong();
        assertThat(conversions.put(actor, action)).as("a second %s", action).isNull();
        assertThat(action.path("object").asText()).isEqualTo("item:" + actor % 7);
        assertThat(action.at("/verbAttributes/query").asText()).isEqualTo(actor + "-0");
      }
    }
    return conversions;
  }

  private static void deleteAll(Path path) throws IOException {
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static Map<String, String> configuration() {
    return Map.of(
        "attributes.yaml",
        """
        entities:
          actor: {table: steps_actions, type: int64, retention: 96h}
          object: {table: steps_actions_by_object, type: string, retention: 96h}
        """,
        "pipelines.yaml",
        """
        pipelines:
          - {name: all, from: [steps.one, steps.two], format: action}
        patterns:
          - name: conversion
            from: [all]
            within: 3s
            grace: 2s
            steps:
              - {name: search, where: 'action.verb == "search"'}
              - {name: view, where: 'action.verb == "view"', take: any}
              - {name: cart, where: 'action.verb == "cart" && action.object == view.object'}
              - {name: buy, where: 'action.verb == "buy" && action.object == view.object'}
            emit:
              verb: '"conversion"'
              object: buy.object
              verbAttributes: '{"query": search.eventId.substring(4)}'
        """,
        "ingest.yaml",
        "{application_id: steps, dead_letter_topic: steps-dead}");
  }
}

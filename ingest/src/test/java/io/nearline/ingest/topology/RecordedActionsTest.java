package io.nearline.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.attribute.AttributeRoot;
import io.nearline.ingest.configuration.IngestDefinition;
import io.nearline.ingest.record.Judge;
import io.nearline.ingest.record.Judgement;
import io.nearline.ingest.record.SentAction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What RecordActions accepts becomes an action, and repeated changes nothing. */
class RecordedActionsTest {
  private static final long SEED = 20_261_121;
  private static final int ACTIONS = 5_000;
  private static final String ATTRIBUTES =
      """
      attributes:
        actorAttributes.name: {type: string, max_length: 4, column: actorName}
        verbAttributes.count: {type: int64, column: verbCount}
        objectAttributes.price: {type: double, column: objectPrice}
        objectAttributes.flag: {type: bool, column: objectFlag}
        objectAttributes.vector: {type: vector, dimension: 2, column: objectVector}
      entities:
        actor: {table: actions, type: int64, retention: 96h}
        actorAttributes.name: {table: actions_by_name, type: string, retention: 96h}
      """;
  private static final String PIPELINES =
      "pipelines: [{name: recorded, from: [recorded], format: action, keyed_by: actor}]";
  private static final List<Object> VALUES =
      Arrays.asList(
          "",
          "5",
          "5.5",
          "1e3",
          "abcd",
          "abcde",
          "true",
          "null",
          "NaN",
          "a\0b",
          "\ud800",
          "\ud83d\ude00",
          0L,
          5L,
          -1L,
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          0.5,
          -0.0,
          1e300,
          4e-320,
          Double.NaN,
          IngestFixture.NOW - 345_600_000,
          IngestFixture.NOW - 345_600_001,
          IngestFixture.NOW + 600_000,
          IngestFixture.NOW + 600_001,
          true,
          List.of(),
          List.of(1L, 0.5),
          List.of(1e39, 1L),
          List.of("1", "2"),
          Arrays.asList(1L, null),
          Map.of("a", 1L),
          Map.of("n", List.of(Double.NaN)));
  private static final List<String> TEXTS =
      List.of("view", "v", "", "nearline.heartbeat", "null", "a\0", "\udc00", "x".repeat(200));

  @TempDir private Path directory;

  private final Random random = new Random(SEED);

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private @Nullable Object rarely(@Nullable Object usual) {
    return random.nextInt(4) == 0 ? any(VALUES) : usual;
  }

  private SentAction sent(int i) {
    Map<AttributeRoot, Map<String, Object>> attributes = new EnumMap<>(AttributeRoot.class);
    for (AttributeRoot root : AttributeRoot.values()) {
      Map<String, Object> values = new HashMap<>();
      for (String name : List.of("name", "count", "price", "flag", "vector", "other")) {
        if (random.nextInt(4) == 0) {
          values.put(name, any(VALUES));
        }
      }
      if (random.nextBoolean()) {
        attributes.put(root, values);
      }
    }
    return new SentAction(
        random.nextInt(20) == 0 ? any(TEXTS) : "e-" + i,
        rarely((long) i % 50),
        random.nextInt(4) == 0 ? any(TEXTS) : "view",
        random.nextInt(4) == 0 ? any(TEXTS) : "job:1",
        attributes,
        rarely(IngestFixture.NOW + i));
  }

  @Test
  void noneBecomesADeadLetter() {
    IngestDefinition definition =
        IngestDefinition.load(Map.of("attributes.yaml", ATTRIBUTES, "pipelines.yaml", PIPELINES));
    int[] made = new int[1];
    Judge judge =
        new Judge(
            definition.catalogue(),
            definition.timeBounds(),
            Set.of("recorded"),
            () -> "made-" + made[0]++);
    List<Judgement.Accepted> accepted = new ArrayList<>();
    for (int i = 0; i < ACTIONS; i++) {
      if (judge.judge(sent(i), IngestFixture.NOW) instanceof Judgement.Accepted one) {
        accepted.add(one);
      }
    }
    assertThat(accepted).as("seed %d", SEED).hasSizeBetween(ACTIONS / 20, ACTIONS * 19 / 20);

    try (IngestFixture ingest = new IngestFixture(directory, ATTRIBUTES, PIPELINES)) {
      for (int repeat = 0; repeat < 2; repeat++) {
        for (Judgement.Accepted one : accepted) {
          ingest.send("recorded", new TestRecord<>(one.key(), one.value()));
        }
      }

      assertThat(ingest.read("dead-letters"))
          .as("seed %d", SEED)
          .extracting(letter -> IngestFixture.header(letter, "nearline.detail"))
          .isEmpty();
      Map<String, Long> account = ingest.account();
      long distinct = account.getOrDefault("recorded|action|", 0L);
      assertThat(distinct).isGreaterThan(accepted.size() * 8L / 10);
      assertThat(account.get("recorded|duplicate|")).isEqualTo(2L * accepted.size() - distinct);
      assertThat(ingest.read("actions")).hasSize(Math.toIntExact(distinct));
    }
  }
}

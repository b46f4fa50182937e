package io.nearline.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nearline.it.launcher.Launcher;
import io.nearline.it.launcher.RunningSystem;
import io.nearline.it.stack.Pinot;
import io.nearline.it.stack.Topics;
import io.nearline.process.ChildProcess;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.proto.v1.Int64Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline with a bug is mended, and its events are read again while features are served. */
class ReprocessIT {
  private static final int ACTORS = 20;
  private static final int EVENTS = 2_000;
  private static final Duration SOON = Duration.ofMinutes(4);
  private static final String ATTRIBUTES =
      """
      attributes:
        objectAttributes.price: {type: double, column: objectPrice}
      entities:
        actor: {table: actions, type: int64, retention: 24h}
        object: {table: actions_by_object, type: string, retention: 24h}
      """;
  private static final String FEATURES =
      """
      feature_set: shop
      version: 1
      entity: actor
      features:
        - {name: buys, aggregate: count, where: 'verb == "buy"', windows: [12h]}
        - {name: spent, aggregate: sum, of: objectAttributes.price, windows: [12h]}
      services: {shop: ['shop@1.*']}
      """;

  /** Takes cents for the price, and refuses what costs nothing. */
  private static final String WRONG =
      """
      pipelines:
        - name: shop
          from: [raw.shop]
          format: json
          event_id: event.id
          filter: '!event.bot'
          action:
            actor: event.user
            verb: '"buy"'
            object: '"item:" + string(event.item)'
            objectAttributes: '{"price": double(event.cents) / double(event.cents > 0 ? "1" : "none")}'
            timestamp: event.ts
      """;

  private static final String RIGHT =
      WRONG.replace("double(event.cents > 0 ? \"1\" : \"none\")", "100.0");

  private final Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  @TempDir private Path temporary;

  @Test
  void readsAgainWithoutPauseAndCountsNothingTwice() throws Exception {
    Path configuration = configuration();
    try (RunningSystem system = RunningSystem.up(temporary.resolve("system"), configuration)) {
      system.topics().publish("raw.shop", events(0, EVENTS));
      await().atMost(SOON).until(() -> total(features(system), "shop.buys_12h") == taken(EVENTS));
      Files.writeString(configuration.resolve("pipelines.yaml"), RIGHT);

      assertThat(refusal(system, configuration))
          .contains("--from: nothing (expected: an instant; generation 1 is served");
      try (SteadyFeatures calls = new SteadyFeatures(() -> features(system))) {
        killedWhileBuilding(system, configuration, 2);
        abandoned(system, configuration);
        killedWhileBuilding(system, configuration, 3);
        assertThat(Launcher.run(command(system, configuration, "--from", "2026-01-01T00:00:00Z")))
            .satisfies(
                run -> {
                  assertThat(run.exitCode()).isEqualTo(2);
                  assertThat(run.output()).contains("from which generation 3 is being built");
                });
        system.topics().publish("raw.shop", events(EVENTS, EVENTS + 100));
        assertThat(Launcher.run(ofCluster(system, configuration)).requireDone())
            .contains("generation 3 has caught up", "generation 1 is dropped: actions, ");
        system.topics().publish("raw.shop", events(EVENTS + 100, EVENTS + 200));
        await().atMost(SOON).untilAsserted(() -> assertFeatures(features(system), EVENTS + 200));
        calls.assertNoneFailed();
      }
      assertOneGeneration(system, configuration);
      aReloadThatIsRefusedIsToldAtTheTerminal(system, configuration);
    }
  }

  private void killedWhileBuilding(RunningSystem system, Path configuration, int generation)
      throws Exception {
    try (ChildProcess killed =
        Launcher.start(
            temporary.resolve("killed-" + generation + ".log"),
            command(system, configuration, "--from", from.toString(), "--grace", "1s"))) {
      killed.awaitLine("  2,", SOON);
      await()
          .atMost(SOON)
          .until(
              () ->
                  Files.readString(file(configuration))
                      .contains("writing: [1, " + generation + "]"));
      killed.kill();
    }
  }

  private static void abandoned(RunningSystem system, Path configuration) throws Exception {
    assertThat(Launcher.run(command(system, configuration, "--abandon")).requireDone())
        .contains("generation 1 is served, and no other is being built")
        .contains("generation 2 is dropped: actions_g2, ");
    assertThat(Files.readString(file(configuration))).contains("generation: 1").contains("last: 2");
    assertThat(topics(system)).contains("actions").noneMatch(topic -> topic.contains("_g2"));
  }

  private static void assertOneGeneration(RunningSystem system, Path configuration)
      throws Exception {
    assertThat(Files.readString(file(configuration))).contains("generation: 3").contains("last: 3");
    for (String table : List.of("actions_g3", "actions_by_object_g3")) {
      assertThat(system.pinot().count(Pinot.actionsOf(table))).isEqualTo(mended(EVENTS + 200));
    }
    assertThat(topics(system))
        .contains("raw.shop", "actions_g3", "nearline-ingest-g3-account-changelog")
        .doesNotContain("actions", "actions_by_object", "nearline-ingest-account-changelog");
  }

  private static Set<String> topics(RunningSystem system) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", system.endpoint("kafka")))) {
      return admin.listTopics().names().get();
    }
  }

  private static void aReloadThatIsRefusedIsToldAtTheTerminal(
      RunningSystem system, Path configuration) throws IOException {
    Files.writeString(
        configuration.resolve("features/shop.yaml"), FEATURES.replace("count", "cuont"));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(Files.readString(system.launcher().log()))
                    .contains("server: not reloaded, the definitions stay as they were")
                    .contains("  features/shop.yaml:5: features[0].aggregate: cuont"));
  }

  private Path configuration() throws IOException {
    Path directory = temporary.resolve("config");
    Files.createDirectories(directory.resolve("features"));
    Files.writeString(directory.resolve("attributes.yaml"), ATTRIBUTES);
    Files.writeString(directory.resolve("features/shop.yaml"), FEATURES);
    Files.writeString(directory.resolve("pipelines.yaml"), WRONG);
    return directory;
  }

  private static Path file(Path configuration) {
    return configuration.resolve("generation.yaml");
  }

  private static String refusal(RunningSystem system, Path configuration) {
    Launcher.Finished run = Launcher.run(command(system, configuration));
    assertThat(run.exitCode()).isEqualTo(2);
    return run.output();
  }

  private static String[] command(RunningSystem system, Path configuration, String... more) {
    List<String> words = new ArrayList<>(List.of("reprocess", "--config", configuration + ""));
    words.addAll(List.of("--dir", system.directory() + ""));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  /** The same system, told address by address as one of several machines. */
  private static String[] ofCluster(RunningSystem system, Path configuration) {
    return new String[] {
      "reprocess",
      "--config",
      configuration.toString(),
      "--metrics",
      system.endpoint("metrics"),
      "--controller",
      system.endpoint("pinotController"),
      "--kafka",
      system.endpoint("kafka"),
      "--grace",
      "1s"
    };
  }

  /** Every seventh is of a bot, every eleventh costs nothing, and each hundredth comes twice. */
  private List<Topics.Line> events(int first, int end) {
    List<Topics.Line> lines = new ArrayList<>();
    for (int i = first; i < end; i++) {
      String line =
          "{\"id\": \"e-%d\", \"user\": %d, \"item\": %d, \"cents\": %d, \"bot\": %b, \"ts\": %d}"
              .formatted(i, i % ACTORS, i % 7, cents(i), i % 7 == 4, from.toEpochMilli() + i);
      lines.add(new Topics.Line("" + i % 3, line));
      if (i % 100 == 0) {
        lines.add(new Topics.Line("" + i % 3, line));
      }
    }
    return lines;
  }

  private static long cents(int event) {
    return event % 11 == 7 ? 0 : 25L * (event % 9 + 1);
  }

  private static boolean isTaken(int event) {
    return event % 7 != 4;
  }

  /** How many of the first events the wrong pipeline makes actions of. */
  private static long taken(int events) {
    return LongStream.range(0, events).filter(i -> isTaken((int) i) && cents((int) i) > 0).count();
  }

  /** How many of the first events the mended pipeline makes actions of. */
  private static long mended(int events) {
    return LongStream.range(0, events).filter(i -> isTaken((int) i)).count();
  }

  private static void assertFeatures(GetFeaturesResponse response, int events) {
    long[] buys = new long[ACTORS];
    double[] spent = new double[ACTORS];
    for (int i = 0; i < events; i++) {
      if (isTaken(i)) {
        buys[i % ACTORS]++;
        spent[i % ACTORS] += cents(i) / 100.0;
      }
    }
    Column counted = values(response, "shop.buys_12h");
    Column summed = values(response, "shop.spent_12h");
    for (int actor = 0; actor < ACTORS; actor++) {
      assertThat(counted.getInt64S().getValues(actor)).isEqualTo(buys[actor]);
      assertThat(summed.getDoubles().getValues(actor)).isEqualTo(spent[actor]);
    }
  }

  private static long total(GetFeaturesResponse response, String feature) {
    return values(response, feature).getInt64S().getValuesList().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private static Column values(GetFeaturesResponse response, String feature) {
    return response.getFeaturesList().stream()
        .filter(column -> column.getName().equals(feature))
        .findFirst()
        .orElseThrow()
        .getValues();
  }

  private static GetFeaturesResponse features(RunningSystem system) {
    Int64Values actors =
        Int64Values.newBuilder().addAllValues(LongStream.range(0, ACTORS).boxed().toList()).build();
    return system
        .features()
        .getFeatures(
            GetFeaturesRequest.newBuilder()
                .setFeatureService("shop")
                .putEntities("actor", Column.newBuilder().setInt64S(actors).build())
                .build());
  }
}

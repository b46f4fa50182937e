package io.nearline.it.cli;

import static io.nearline.it.stack.Pinot.actionsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nearline.it.launcher.Launcher;
import io.nearline.it.launcher.RunningSystem;
import io.nearline.it.stack.Stack;
import io.nearline.process.ChildProcess;
import io.nearline.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpIT {
  private static final Path SAMPLE = Path.of("..", "deploy", "config");
  private static final Duration VISIBLE = Duration.ofSeconds(90);
  private static final Duration GONE = Duration.ofSeconds(30);
  private static final List<String> TABLES = List.of("actions", "actions_by_object");

  @TempDir private Path temporary;

  @Test
  void whatIsReplayedIsServedAndASecondReplayChangesNothing() throws IOException {
    ActionFile file = ActionFile.write(temporary.resolve("a b.jsonl"), 5_000, 11);
    Path directory = temporary.resolve("a system");
    Path saved = temporary.resolve("saved.jsonl.gz");
    try (RunningSystem system = RunningSystem.up(directory, SAMPLE)) {
      String[] replay = {
        "replay",
        file.path().toString(),
        "--span",
        "1h",
        "--dir",
        directory.toString(),
        "--write",
        saved.toString()
      };
      assertThat(system.run(replay)).contains("published 5,000 events to raw.actions");
      TABLES.forEach(table -> system.pinot().awaitCount(actionsOf(table), file.actions(), VISIBLE));

      for (Map.Entry<Long, Long> actor : file.applies().entrySet()) {
        if (actor.getKey() < 20) {
          assertThat(applies(system, actor.getKey())).isEqualTo(actor.getValue());
        }
      }
      assertThat(
              system.run(
                  "get", "--service", "job_ranker", "--actor", "-1", "--dir", directory.toString()))
          .contains("actor -1")
          .containsPattern("job_ranking.applies_24h +" + file.applies().get(-1L) + " +PRESENT");

      Launcher.Finished second = Launcher.run("up", "--dir", directory.toString());
      assertThat(second.exitCode()).isEqualTo(2);
      assertThat(second.output()).contains(directory + " is held by another ./nearline");

      // The same lines once more, and then some that are new, enough to come after them on every
      // way from a partition of the raw topic to one of a table: when all those are in, what came
      // of the others is in too.
      assertThat(system.run(replay)).contains("published 5,000 events");
      ActionFile more = ActionFile.write(temporary.resolve("more.jsonl"), 1_000, 12, "sentinel");
      system.run("replay", more.path().toString(), "--shift-to-now", "--dir", directory.toString());
      Map<Long, Long> expected = new TreeMap<>(file.perActor());
      more.perActor().forEach((actor, count) -> expected.merge(actor, count, Long::sum));
      for (String table : TABLES) {
        await(table + " has all sentinels")
            .atMost(VISIBLE)
            .until(() -> sentinels(system, table) == more.actions());
        assertThat(perActor(system, table)).as(table).isEqualTo(expected);
      }
    }
    assertThat(Files.size(saved)).isPositive();
    assertThat(directory.resolve("endpoints.json")).doesNotExist();
  }

  @Test
  void killedInTheMiddleOfAReplayItLeavesNothingBehindAndGoesOnExactly() throws IOException {
    int actions = 60_000;
    ActionFile file = ActionFile.write(temporary.resolve("actions.jsonl"), actions, 13);
    Path directory = temporary.resolve("system");
    int base = Ports.freeBase(Stack.freePorts(), RunningSystem.PORTS);
    List<ProcessHandle> children;
    ChildProcess replay;
    try (RunningSystem system = RunningSystem.up(directory, SAMPLE, base)) {
      children = handle(system).descendants().toList();
      assertThat(children).hasSize(3);
      replay =
          Launcher.start(
              temporary.resolve("replay.log"),
              "replay",
              file.path().toString(),
              "--span",
              "6h",
              "--rate",
              "12000",
              "--dir",
              directory.toString());
      await().atMost(VISIBLE).until(() -> system.pinot().count(actionsOf("actions")) > 5_000);

      handle(system).destroyForcibly();
    }

    await().atMost(GONE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(taken(base)).isEmpty();
    try (RunningSystem system = RunningSystem.up(directory, SAMPLE, base)) {
      // The replay that was interrupted may go on or fail; a whole second one makes up for it.
      replay.kill();
      system.run("replay", file.path().toString(), "--span", "6h", "--dir", directory.toString());
      TABLES.forEach(table -> system.pinot().awaitCount(actionsOf(table), actions, VISIBLE));
      assertThat(applies(system, 42)).isEqualTo(file.applies().get(42L));
      TABLES.forEach(
          table -> assertThat(system.pinot().count(actionsOf(table))).as(table).isEqualTo(actions));
    } finally {
      replay.kill();
    }
  }

  @Test
  void whatIngestMakesOfABacklogHasTheColumnsThatCameWithTheSameStart() throws IOException {
    Path configuration = Files.createDirectories(temporary.resolve("configuration"));
    Path directory = temporary.resolve("system");
    int base = Ports.freeBase(Stack.freePorts(), RunningSystem.PORTS);
    int backlog = 2_000;
    ActionFile before = ActionFile.write(temporary.resolve("before.jsonl"), 100, 14);
    ActionFile after = ActionFile.write(temporary.resolve("after.jsonl"), backlog, 15);
    writeConfiguration(configuration, "", "raw.actions");
    try (RunningSystem system = RunningSystem.up(directory, configuration, base)) {
      system.run("replay", before.path().toString(), "--span", "1h", "--dir", directory.toString());
      system.pinot().awaitCount(actionsOf("actions"), 100, VISIBLE);
      system.topics().create("raw.backlog", 4);
      system.run(
          "replay",
          after.path().toString(),
          "--span",
          "1h",
          "--topic",
          "raw.backlog",
          "--dir",
          directory.toString());
    }

    writeConfiguration(configuration, ", column: objectGeo", "raw.actions, raw.backlog");
    try (RunningSystem system = RunningSystem.up(directory, configuration, base)) {
      system.pinot().awaitCount(actionsOf("actions"), 100 + backlog, VISIBLE);
      assertThat(
              system
                  .pinot()
                  .query("SELECT COUNT(*) FROM actions WHERE objectGeo LIKE 'são%' LIMIT 1")
                  .cell(0, 0)
                  .asLong())
          .isEqualTo(backlog);
    }
  }

  @Test
  void aTakenPortIsNamedAndABrokenConfigurationListed() throws IOException {
    int base = Ports.freeBase(Stack.freePorts(), RunningSystem.PORTS);
    try (ServerSocket taken = new ServerSocket(base + 1, 1, InetAddress.getLoopbackAddress())) {
      Launcher.Finished finished =
          Launcher.run(
              "up",
              "--dir",
              temporary.resolve("s").toString(),
              "--base-port",
              Integer.toString(base));

      assertThat(taken.isBound()).isTrue();
      assertThat(finished.exitCode()).isEqualTo(2);
      assertThat(finished.output()).contains("port " + (base + 1) + " is taken (ingest)");
    }

    Path broken = Files.createDirectories(temporary.resolve("broken/features"));
    Files.writeString(
        broken.resolve("a.yaml"),
        """
        feature_set: a
        version: 1
        entity: actor
        features:
          - {name: x, aggregate: cuont, windows: [24h]}
          - {name: y, aggregate: count, windows: [0s]}
        """);
    Files.copy(
        SAMPLE.resolve("attributes.yaml"), temporary.resolve("broken").resolve("attributes.yaml"));
    for (List<String> command :
        List.of(
            List.of("features", "check", temporary.resolve("broken").toString()),
            List.of(
                "up",
                "--dir",
                temporary.resolve("s").toString(),
                "--config",
                temporary.resolve("broken").toString()))) {
      Launcher.Finished finished = Launcher.run(command.toArray(String[]::new));

      assertThat(finished.exitCode()).isEqualTo(2);
      assertThat(finished.output())
          .contains("features/a.yaml:5", "cuont", "features/a.yaml:6", "0s");
    }
  }

  @Test
  void whatIngestAndTheServerRefuseIsListedBeforeAnythingStarts() throws IOException {
    Path configuration = Files.createDirectories(temporary.resolve("configuration"));
    Path directory = temporary.resolve("system");
    writeConfiguration(configuration, "", "actions");
    Files.writeString(configuration.resolve("server.yaml"), "limits: {rows: many}\n");
    Files.writeString(configuration.resolve("spare.yaml"), "");

    for (List<String> command :
        List.of(
            List.of("features", "check", configuration.toString()),
            List.of(
                "up",
                "--dir",
                directory.toString(),
                "--config",
                configuration.toString(),
                "--base-port",
                Integer.toString(Ports.freeBase(Stack.freePorts(), RunningSystem.PORTS))))) {
      Launcher.Finished finished = Launcher.run(command.toArray(String[]::new));

      assertThat(finished.exitCode()).isEqualTo(2);
      assertThat(finished.output())
          .containsSubsequence(
              "spare.yaml: ",
              "pipelines.yaml:2: pipelines[0].from[0]: actions",
              "server.yaml:1: limits.rows: many",
              "nearline: 3 problems");
    }
    assertThat(directory.resolve("logs/local-stack.log")).doesNotExist();
  }

  private static void writeConfiguration(Path directory, String column, String topics)
      throws IOException {
    Files.writeString(
        directory.resolve("attributes.yaml"),
        """
        attributes:
          objectAttributes.geo: {type: string%s}
        entities:
          actor: {table: actions, type: int64, retention: 96h}
        """
            .formatted(column));
    Files.writeString(
        directory.resolve("pipelines.yaml"),
        "pipelines:\n  - {name: actions, from: [%s], format: action}\n".formatted(topics));
  }

  private static long applies(RunningSystem system, long actor) throws IOException {
    String json =
        system.run(
            "get",
            "--feature",
            "job_ranking.applies_24h",
            "--actor",
            Long.toString(actor),
            "--json",
            "--dir",
            system.directory().toString());
    JsonNode response = JsonMapper.builder().build().readTree(json);
    return response.at("/features/0/values/int64s/values/0").asLong();
  }

  private static long sentinels(RunningSystem system, String table) {
    return system
        .pinot()
        .query(
            "SELECT COUNT(*) FROM "
                + table
                + " WHERE object >= 'sentinel:' AND object < 'sentinel;' LIMIT 1")
        .cell(0, 0)
        .asLong();
  }

  private static Map<Long, Long> perActor(RunningSystem system, String table) {
    Map<Long, Long> counts = new TreeMap<>();
    system
        .pinot()
        .query("SELECT actor, COUNT(*) FROM " + actionsOf(table) + " GROUP BY actor LIMIT 10000")
        .rows()
        .forEach(row -> counts.put(row.get(0).asLong(), row.get(1).asLong()));
    return counts;
  }

  private static ProcessHandle handle(RunningSystem system) {
    return ProcessHandle.of(system.launcher().pid()).orElseThrow();
  }

  private static List<Integer> taken(int base) {
    List<Integer> taken = new ArrayList<>();
    for (int port = base; port < base + RunningSystem.PORTS; port++) {
      if (!Ports.isFree(port)) {
        taken.add(port);
      }
    }
    return taken;
  }
}

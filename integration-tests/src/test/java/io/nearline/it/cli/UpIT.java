package io.nearline.it.cli;

import static io.nearline.it.stack.Pinot.actionsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nearline.it.launcher.ActionFile;
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
  private static final Duration VISIBLE = Duration.ofMinutes(4);
  private static final Duration GONE = Duration.ofSeconds(30);
  private static final List<String> TABLES = List.of("actions", "actions_by_object");

  @TempDir private Path temporary;

  /**
   * The launcher is killed while events come in; then it starts with another column, for what has
   * come meanwhile too.
   */
  @Test
  void killedInTheMiddleOfAReplayItLeavesNothingBehindAndGoesOnExactly() throws IOException {
    int actions = 60_000;
    int backlog = 2_000;
    ActionFile file = ActionFile.write(temporary.resolve("actions.jsonl"), actions, 13);
    ActionFile kept = ActionFile.write(temporary.resolve("kept.jsonl"), backlog, 15, "kept");
    Path configuration = Files.createDirectories(temporary.resolve("configuration"));
    Path directory = temporary.resolve("system");
    int base = Ports.freeBase(Stack.freePorts(), RunningSystem.PORTS);
    List<ProcessHandle> children;
    ChildProcess replay;
    writeConfiguration(configuration, "", "raw.actions");
    try (RunningSystem system = RunningSystem.up(directory, configuration, base)) {
      children = handle(system).descendants().toList();
      assertThat(children).hasSize(3);
      system.topics().create("raw.backlog", 4);
      system.run(replay(kept, directory, "--topic", "raw.backlog"));
      replay =
          Launcher.start(
              temporary.resolve("replay.log"), replay(file, directory, "--rate", "12000"));
      await().atMost(VISIBLE).until(() -> system.pinot().count(actionsOf("actions")) > 5_000);

      handle(system).destroyForcibly();
    }

    await().atMost(GONE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    await().atMost(GONE).untilAsserted(() -> assertThat(taken(base)).isEmpty());
    writeConfiguration(configuration, ", column: objectGeo", "raw.actions, raw.backlog");
    try (RunningSystem system = RunningSystem.up(directory, configuration, base)) {
      // The replay that was interrupted may go on or fail; a whole second one makes up for it.
      replay.kill();
      system.run(replay(file, directory));
      for (String table : TABLES) {
        system.pinot().awaitCount(actionsOf(table), actions + backlog, VISIBLE);
        assertThat(perActor(system, table, "object < 'kept:'")).isEqualTo(file.perActor());
        assertThat(perActor(system, table, "object >= 'kept:' AND objectGeo LIKE 'são%'"))
            .as("what ingest makes of a backlog has the columns that came with the same start")
            .isEqualTo(kept.perActor());
      }
    } finally {
      replay.kill();
    }
    assertThat(directory.resolve("endpoints.json")).doesNotExist();
  }

  private static String[] replay(ActionFile file, Path directory, String... more) {
    List<String> words = new ArrayList<>(List.of("replay", file.path().toString()));
    words.addAll(List.of("--span", "6h", "--dir", directory.toString()));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
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
        RunningSystem.SAMPLE.resolve("attributes.yaml"),
        temporary.resolve("broken").resolve("attributes.yaml"));
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
          object: {table: actions_by_object, type: string, retention: 96h}
        """
            .formatted(column));
    Files.writeString(
        directory.resolve("pipelines.yaml"),
        "pipelines:\n  - {name: actions, from: [%s], format: action}\n".formatted(topics));
  }

  private static Map<Long, Long> perActor(RunningSystem system, String table, String condition) {
    Map<Long, Long> counts = new TreeMap<>();
    system
        .pinot()
        .query(
            "SELECT actor, COUNT(*) FROM %s AND %s GROUP BY actor LIMIT 10000"
                .formatted(actionsOf(table), condition))
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

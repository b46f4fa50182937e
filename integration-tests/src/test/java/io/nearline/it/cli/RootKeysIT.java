package io.nearline.it.cli;

import static io.nearline.it.stack.Pinot.actionsOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.it.launcher.Launcher;
import io.nearline.it.launcher.RunningSystem;
import io.nearline.it.stack.Topics;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.Int64Values;
import io.nearline.proto.v1.StringValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole system with tables of attributes: from events on a topic to an answer of {@code get}. */
class RootKeysIT {
  private static final int ACTIONS = 400;
  private static final Duration VISIBLE = Duration.ofMinutes(4);
  private static final List<String> AUTHORS = List.of("Böll", "o'hara", "a\"b", "😀", "");
  private static final List<Long> TEAMS = List.of(-7L, 0L, 9_007_199_254_740_993L, Long.MAX_VALUE);

  private static final Map<String, String> CONFIGURATION =
      Map.of(
          "attributes.yaml",
          """
          attributes:
            objectAttributes.author: {type: string, column: objectAuthor}
            actorAttributes.team: {type: int64, column: actorTeam}
          entities:
            actor: {table: actions, type: int64, retention: 24h}
            objectAttributes.author: {table: actions_by_author, type: string, retention: 24h}
            actorAttributes.team: {table: actions_by_team, type: int64, retention: 24h}
          """,
          "pipelines.yaml",
          "pipelines: [{name: actions, from: [raw.actions], format: action, keyed_by: actor}]\n",
          "features/authors.yaml",
          """
          feature_set: authors
          version: 1
          entity: objectAttributes.author
          features:
            - {name: reads, aggregate: count, windows: [12h]}
            - {name: readers, aggregate: count_distinct, of: actor, windows: [12h]}
          """,
          "features/teams.yaml",
          """
          feature_set: teams
          version: 1
          entity: actorAttributes.team
          features:
            - {name: reads, aggregate: count, windows: [12h]}
          """);

  @TempDir private Path temporary;

  @Test
  void actionsThatHaveAnAttributeAreServedByIt() throws IOException {
    Path configuration = temporary.resolve("config");
    for (Map.Entry<String, String> file : CONFIGURATION.entrySet()) {
      Path path = configuration.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    List<Action> actions = actions();
    Map<String, Integer> reads = new TreeMap<>();
    Map<Long, Integer> teamReads = new TreeMap<>();
    for (Action action : actions) {
      if (action.objectAttributes() != null
          && action.objectAttributes().get("author") instanceof String author) {
        reads.merge(author, 1, Integer::sum);
      }
      if (action.actorAttributes() != null
          && action.actorAttributes().get("team") instanceof Long team) {
        teamReads.merge(team, 1, Integer::sum);
      }
    }
    Path directory = temporary.resolve("system");
    try (RunningSystem system = RunningSystem.up(directory, configuration)) {
      List<Topics.Line> lines = actions.stream().map(RunningSystem::line).toList();
      system.topics().publish("raw.actions", lines);
      system.pinot().awaitCount(actionsOf("actions"), ACTIONS, VISIBLE);
      system.pinot().awaitCount(actionsOf("actions_by_author"), sum(reads), VISIBLE);
      system.pinot().awaitCount(actionsOf("actions_by_team"), sum(teamReads), VISIBLE);

      // Each answer needs the broker to ask the partition that ingest wrote the key to.
      for (String author : AUTHORS) {
        assertThat(count(system, "authors.reads_12h", "objectAttributes.author", text(author)))
            .as(author)
            .isEqualTo(reads.getOrDefault(author, -1).longValue());
      }
      for (Long team : TEAMS) {
        assertThat(count(system, "teams.reads_12h", "actorAttributes.team", number(team)))
            .isEqualTo(teamReads.getOrDefault(team, -1).longValue());
      }
      assertThat(count(system, "authors.reads_12h", "objectAttributes.author", text("__missing__")))
          .isZero();
      assertThat(get(system, "authors.reads_12h", "objectAttributes.author=" + quoted("a\"b")))
          .containsPattern("authors.reads_12h +" + reads.get("a\"b") + " +PRESENT");
      assertThat(get(system, "teams.reads_12h", "actorAttributes.team=-7"))
          .containsPattern("teams.reads_12h +" + teamReads.get(-7L) + " +PRESENT");
      Launcher.Finished absent =
          Launcher.run(
              "get", "--feature", "authors.reads_12h", "--actor", "1", "--dir", directory + "");
      assertThat(absent.exitCode()).isNotZero();
      assertThat(absent.output())
          .contains(
              "entities.objectAttributes.author: nothing (expected: strings, which"
                  + " authors.reads_12h is about)");
    }
  }

  private static long count(RunningSystem system, String feature, String key, Column value) {
    return system
        .features()
        .getFeatures(
            GetFeaturesRequest.newBuilder()
                .setFeatures(FeatureNames.newBuilder().addNames(feature))
                .putEntities(key, value)
                .build())
        .getFeatures(0)
        .getValues()
        .getInt64S()
        .getValues(0);
  }

  private static Column text(String value) {
    return Column.newBuilder().setStrings(StringValues.newBuilder().addValues(value)).build();
  }

  private static Column number(long value) {
    return Column.newBuilder().setInt64S(Int64Values.newBuilder().addValues(value)).build();
  }

  private static String get(RunningSystem system, String feature, String key) {
    return system.run(
        "get", "--feature", feature, "--key", key, "--dir", system.directory().toString());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\\\"") + '"';
  }

  private static long sum(Map<?, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Every third action lacks the author, every fifth the team, and every seventh has neither. */
  private static List<Action> actions() {
    long now = System.currentTimeMillis();
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < ACTIONS; i++) {
      Map<String, Object> team = Map.of("team", TEAMS.get(i % TEAMS.size()));
      Map<String, Object> author = Map.of("author", AUTHORS.get(i % AUTHORS.size()));
      actions.add(
          new Action(
              "roots:" + i,
              i % 23,
              i % 7 == 0 ? null : Attributes.of(i % 5 == 1 ? Map.of() : team),
              "read",
              null,
              "book:" + i,
              i % 7 == 0 ? null : Attributes.of(i % 3 == 0 ? Map.of() : author),
              now - 60_000 - i));
    }
    return actions;
  }
}

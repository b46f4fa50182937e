package io.nearline.it.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nearline.it.launcher.ActionFile;
import io.nearline.it.launcher.Launcher;
import io.nearline.it.launcher.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is replayed is served, and a second time changes nothing. */
class ReplayIT {
  private static final Duration VISIBLE = Duration.ofMinutes(4);
  private static final List<String> TABLES = List.of("actions", "actions_by_object");
  private static final String OWN = " WHERE object >= 'replay' AND object < 'replaz'";

  @TempDir private Path temporary;

  @Test
  void whatIsReplayedIsServedAndASecondReplayChangesNothing() throws IOException {
    RunningSystem system = RunningSystem.sample();
    String directory = system.directory().toString();
    ActionFile file = ActionFile.write(temporary.resolve("a b.jsonl"), 5_000, 11, "replayed");
    Path saved = temporary.resolve("saved.jsonl.gz");
    String[] replay = {
      "replay", file.path().toString(), "--span", "1h", "--dir", directory, "--write", "" + saved
    };
    assertThat(system.run(replay)).contains("published 5,000 events to raw.actions");
    assertThat(Files.size(saved)).isPositive();
    TABLES.forEach(table -> system.pinot().awaitCount(table + OWN, file.actions(), VISIBLE));

    List<Long> actors = List.copyOf(file.applies().keySet());
    assertThat(applies(system, actors)).isEqualTo(List.copyOf(file.applies().values()));
    assertThat(system.run("get", "--service", "job_ranker", "--actor", "-1", "--dir", directory))
        .contains("actor -1")
        .containsPattern("job_ranking.applies_24h +" + file.applies().get(-1L) + " +PRESENT");
    assertThat(appliesAsJson(system, 42)).isEqualTo(file.applies().get(42L));

    Launcher.Finished second = Launcher.run("up", "--dir", directory);
    assertThat(second.exitCode()).isEqualTo(2);
    assertThat(second.output()).contains(directory + " is held by another ./nearline");

    // The same lines once more, and then some that are new, enough to come after them on every
    // way from a partition of the raw topic to one of a table: when all those are in, what came
    // of the others is in too.
    assertThat(system.run(replay)).contains("published 5,000 events");
    ActionFile more = ActionFile.write(temporary.resolve("more.jsonl"), 1_000, 12, "replay-end");
    system.run("replay", more.path().toString(), "--shift-to-now", "--dir", directory);
    Map<Long, Long> expected = new TreeMap<>(file.perActor());
    more.perActor().forEach((actor, count) -> expected.merge(actor, count, Long::sum));
    for (String table : TABLES) {
      await(table + " has all sentinels")
          .atMost(VISIBLE)
          .until(
              () ->
                  system.pinot().count(table + OWN + " AND object < 'replay-f'") == more.actions());
      assertThat(perActor(system, table)).as(table).isEqualTo(expected);
    }
  }

  private static List<Long> applies(RunningSystem system, List<Long> actors) {
    return system.integers("job_ranking.applies_24h", actors);
  }

  private static long appliesAsJson(RunningSystem system, long actor) throws IOException {
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

  private static Map<Long, Long> perActor(RunningSystem system, String table) {
    Map<Long, Long> counts = new TreeMap<>();
    system
        .pinot()
        .query("SELECT actor, COUNT(*) FROM " + table + OWN + " GROUP BY actor LIMIT 10000")
        .rows()
        .forEach(row -> counts.put(row.get(0).asLong(), row.get(1).asLong()));
    return counts;
  }
}

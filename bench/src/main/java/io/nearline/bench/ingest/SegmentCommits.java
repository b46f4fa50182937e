package io.nearline.bench.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Notes when segments of tables are committed, as Pinot's controller tells. Thread-safe. */
final class SegmentCommits {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String COMMITTED = "ONLINE";

  private final String controller;
  private final Map<String, Set<String>> known = new TreeMap<>();
  private final Map<String, List<Long>> commits = new TreeMap<>();

  /** Takes what is committed of the tables now as known. */
  SegmentCommits(String controller, List<String> tables) {
    this.controller = controller;
    for (String table : tables) {
      known.put(table, new HashSet<>(committed(table)));
      commits.put(table, new ArrayList<>());
    }
  }

  /** Looks for new ones. */
  synchronized void look() {
    known.forEach(
        (table, segments) -> {
          for (String segment : committed(table)) {
            if (segments.add(segment)) {
              commits.getOrDefault(table, new ArrayList<>()).add(System.nanoTime());
            }
          }
        });
  }

  /** Returns how many segments were committed of the table that committed the fewest. */
  int fewest() {
    return byTable().values().stream().mapToInt(List::size).min().orElse(0);
  }

  /** Returns when segments were committed, of {@link System#nanoTime()}, by table. */
  synchronized Map<String, List<Long>> byTable() {
    Map<String, List<Long>> copy = new TreeMap<>();
    commits.forEach((table, times) -> copy.put(table, List.copyOf(times)));
    return copy;
  }

  private List<String> committed(String table) {
    URI uri = URI.create("http://" + controller + "/tables/" + table + "/idealstate");
    try (InputStream answer = uri.toURL().openStream()) {
      List<String> names = new ArrayList<>();
      JsonNode segments = JSON.readTree(answer).path("REALTIME");
      for (Map.Entry<String, JsonNode> segment : segments.properties()) {
        for (JsonNode state : segment.getValue()) {
          if (state.asText().equals(COMMITTED)) {
            names.add(segment.getKey());
          }
        }
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(uri + ": " + e.getMessage(), e);
    }
  }
}

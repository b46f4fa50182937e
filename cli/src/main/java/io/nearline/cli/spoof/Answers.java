package io.nearline.cli.spoof;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nearline.features.value.KeyOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which searches led to a purchase of which item. Not thread-safe. */
final class Answers {
  private static final int TOP = 5;
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).build();

  private final Map<Integer, Map<String, Long>> byItem = new TreeMap<>();
  private long conversions;

  /** Adds a conversion. */
  void add(String query, int item) {
    byItem.computeIfAbsent(item, added -> new HashMap<>()).merge(query, 1L, Long::sum);
    conversions++;
  }

  /** Returns how many conversions there are. */
  long conversions() {
    return conversions;
  }

  /**
   * Returns a line for each item, also for those without conversions: a JSON object of the item,
   * its conversions, and its five most frequent converting queries with their counts in order; of
   * equal counts, the lesser bytes first.
   */
  List<String> lines(int items) {
    List<String> lines = new ArrayList<>();
    for (int item = 1; item <= items; item++) {
      Map<String, Long> queries = byItem.getOrDefault(item, Map.of());
      ObjectNode line = JSON.createObjectNode();
      line.put("object", "item:" + item);
      line.put("conversions", queries.values().stream().mapToLong(Long::longValue).sum());
      ObjectNode top = line.putObject("converting_queries");
      queries.entrySet().stream()
          .sorted(
              Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                  .thenComparing(Map.Entry.comparingByKey(KeyOrder.UTF_8)))
          .limit(TOP)
          .forEach(entry -> top.put(entry.getKey(), entry.getValue()));
      try {
        lines.add(JSON.writeValueAsString(line));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
    return lines;
  }
}

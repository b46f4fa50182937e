package io.nearline.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventGeneratorTest {
  private static final int EVENTS = 20_000;
  private static final long NOW = 1_700_000_000_000L;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void theSameSeedMakesTheSameEvents() {
    assertThat(events(7)).isEqualTo(events(7));
    assertThat(events(7)).isNotEqualTo(events(8));
    assertThat(new DemoWorld(7).attributeRecords())
        .isEqualTo(new DemoWorld(7).attributeRecords())
        .isNotEqualTo(new DemoWorld(8).attributeRecords());
  }

  @Test
  void everyFateHasItsShare() {
    Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
    events(1).forEach(event -> counts.merge(event.fate(), 1, Integer::sum));

    // Shares of all events; bots and duplicates are job events, 7 of 10.
    assertThat(counts.get(Fate.DEAD)).isBetween(300, 500);
    assertThat(counts.get(Fate.FILTERED)).isBetween(600, 800);
    assertThat(counts.get(Fate.DUPLICATE)).isBetween(320, 520);
    assertThat(counts.get(Fate.ACTION)).isGreaterThan(18_000);
  }

  @Test
  void duplicatesRepeatAnActionAndNothingElseDoes() throws JsonProcessingException {
    Set<String> ids = new HashSet<>();
    for (GeneratedEvent event : events(2)) {
      if (!event.record().topic().equals(EventGenerator.JOBS) || event.fate() == Fate.DEAD) {
        continue;
      }
      String id = JSON.readTree(event.record().value()).get("id").textValue();
      boolean first = ids.add(id);
      assertThat(first).as("%s", event).isEqualTo(event.fate() != Fate.DUPLICATE);
    }
  }

  @Test
  void jobEventsAreKeyedByTheirMemberAndBotsSaySo() throws JsonProcessingException {
    for (GeneratedEvent event : events(3)) {
      if (event.record().topic().equals(EventGenerator.JOBS) && event.fate() != Fate.DEAD) {
        JsonNode json = JSON.readTree(event.record().value());
        assertThat(event.record().key()).isEqualTo(json.get("member_id").asText());
        assertThat(json.path("bot").asBoolean()).isEqualTo(event.fate() == Fate.FILTERED);
        assertThat(json.get("ts").longValue()).isEqualTo(NOW);
      }
    }
  }

  @Test
  void popularJobsAreSeenMoreOften() throws JsonProcessingException {
    Map<Long, Integer> views = new HashMap<>();
    for (GeneratedEvent event : events(4)) {
      if (event.record().topic().equals(EventGenerator.JOBS) && event.fate() == Fate.ACTION) {
        views.merge(
            JSON.readTree(event.record().value()).get("job_id").longValue(), 1, Integer::sum);
      }
    }

    assertThat(views.getOrDefault(1L, 0)).isGreaterThan(20 * views.getOrDefault(900L, 1));
  }

  @Test
  void attributeRecordsAreJsonWithEmbeddingsOf64() throws JsonProcessingException {
    for (RawRecord record : new DemoWorld(5).attributeRecords()) {
      JsonNode json = JSON.readTree(record.value());
      if (record.topic().equals("attributes.jobs")) {
        assertThat(json.get("embedding")).hasSize(64);
      }
    }
  }

  private static List<GeneratedEvent> events(long seed) {
    EventGenerator generator = new EventGenerator(new DemoWorld(seed), seed, "e-");
    List<GeneratedEvent> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      events.add(generator.next(NOW));
    }
    return events;
  }
}

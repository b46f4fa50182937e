package io.nearline.cli.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.cli.demo.DemoWorld;
import io.nearline.cli.demo.Fate;
import io.nearline.cli.demo.GeneratedEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EventMixTest {
  private static final int EVENTS = 30_000;

  @Test
  void allTopicsGetEventsAndAllFatesTheirShare() {
    Set<String> topics = new TreeSet<>();
    Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
    for (GeneratedEvent event : events(1)) {
      topics.add(event.record().topic());
      fates.merge(event.fate(), 1, Integer::sum);
    }

    assertThat(topics).isEqualTo(new TreeSet<>(EventMix.topics())).hasSize(13);
    assertThat(fates.get(Fate.ACTION)).isGreaterThan(25_000);
    assertThat(fates.get(Fate.DUPLICATE)).isBetween(1_500, 2_500);
    assertThat(fates.get(Fate.DEAD)).isBetween(400, 900);
    assertThat(fates.get(Fate.FILTERED)).isBetween(500, 1_200);
  }

  @Test
  void actionsThatAreSentTwiceComeUnderAnotherKeyAndLongAfter() {
    Map<String, Integer> firsts = new HashMap<>();
    Map<String, String> keys = new HashMap<>();
    int otherKeys = 0;
    int longAfter = 0;
    int duplicates = 0;
    int index = 0;
    for (GeneratedEvent event : events(2)) {
      index++;
      if (!event.record().topic().equals(EventMix.ACTIONS) || event.fate() == Fate.DEAD) {
        continue;
      }
      String text = event.record().value();
      assertThat(firsts.containsKey(text))
          .as("%s", event)
          .isEqualTo(event.fate() == Fate.DUPLICATE);
      if (event.fate() == Fate.DUPLICATE) {
        duplicates++;
        otherKeys += event.record().key().equals(keys.get(text)) ? 0 : 1;
        longAfter += index - firsts.getOrDefault(text, index) > EVENTS / 10 ? 1 : 0;
      } else {
        firsts.put(text, index);
        keys.put(text, event.record().key());
      }
    }

    assertThat(otherKeys).isEqualTo(duplicates).isGreaterThan(1_000);
    assertThat(longAfter).isGreaterThan(duplicates / 2);
  }

  @Test
  void theSameSeedMakesTheSameEvents() {
    assertThat(events(3)).isEqualTo(events(3)).isNotEqualTo(events(4));
  }

  private static List<GeneratedEvent> events(long seed) {
    EventMix mix = new EventMix(new DemoWorld(seed), seed);
    List<GeneratedEvent> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      events.add(mix.next(1_700_000_000_000L + i));
    }
    return events;
  }
}

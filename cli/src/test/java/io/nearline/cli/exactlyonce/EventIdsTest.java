package io.nearline.cli.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventIdsTest {
  private final EventIds ids = new EventIds(List.of("Kafka", "Pinot"));

  @Test
  void whatIsEverywhereOnceIsRight() {
    ids.expect("jobs:1");
    everywhere("jobs:1");
    everywhere("conversion:x");

    assertThat(ids.examine(List.of("conversion")))
        .allSatisfy(
            place -> {
              assertThat(place.problems()).isEmpty();
              assertThat(place.records()).isEqualTo(2);
            });
  }

  @Test
  void namesWhatIsLostDoubledOrUnknownInEachPlace() {
    List.of("jobs:1", "jobs:2", "jobs:3", "jobs:4", "jobs:5").forEach(ids::expect);
    everywhere("jobs:1");
    everywhere("jobs:1");
    everywhere("jobs:9");
    ids.found(0, "jobs:2");

    List<EventIds.Place> places = ids.examine(List.of("conversion"));

    assertThat(places.get(0).problems())
        .containsExactly(
            "Kafka: 3 lost, such as jobs:3, jobs:4, jobs:5",
            "Kafka: 1 doubled, such as jobs:1",
            "Kafka: 1 unknown, such as jobs:9");
    assertThat(places.get(1).problems())
        .first()
        .isEqualTo("Pinot: 4 lost, such as jobs:2, jobs:3, jobs:4");
    assertThat(places.get(1).line())
        .isEqualTo("Pinot                                  3   lost 4, doubled 1, unknown 1");
  }

  @Test
  void anEmissionMustBeEverywhereToo() {
    ids.found(0, "conversion:x");
    ids.found(1, "conversion:y");
    ids.found(1, "conversion:y");

    List<EventIds.Place> places = ids.examine(List.of("conversion"));

    assertThat(places.get(0).problems()).containsExactly("Kafka: 1 lost, such as conversion:y");
    assertThat(places.get(1).problems())
        .containsExactly(
            "Pinot: 1 lost, such as conversion:x", "Pinot: 1 doubled, such as conversion:y");
  }

  private void everywhere(String id) {
    ids.found(0, id);
    ids.found(1, id);
  }
}

package io.nearline.cli.spoof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShopTest {
  private static final long START = 1_700_000_000_000L;
  private static final int ITEMS = 200;

  private final Shop shop = new Shop(7, ITEMS);
  private final List<Click> clicks = clicks(shop);

  private static List<Click> clicks(Shop shop) {
    List<Click> clicks = new ArrayList<>();
    shop.run(START, Duration.ofSeconds(30), 500, clicks::add);
    return clicks;
  }

  @Test
  void theSameSeedMakesTheSameLines() {
    Shop same = new Shop(7, ITEMS);
    assertThat(clicks(same)).isEqualTo(clicks);
    assertThat(same.answers().lines(ITEMS)).isEqualTo(shop.answers().lines(ITEMS));
    assertThat(clicks(new Shop(8, ITEMS))).isNotEqualTo(clicks);
  }

  @Test
  void linesComeAtTheRateOverTenTopicsOutOfOrderButInTime() {
    assertThat(clicks.size()).isBetween(15_000, 15_010);
    Set<String> topics = new HashSet<>();
    Map<String, Long> newest = new HashMap<>();
    long before = 0;
    int overtaken = 0;
    for (Click click : clicks) {
      topics.add(click.topic());
      assertThat(click.arrival()).isGreaterThanOrEqualTo(before);
      before = click.arrival();
      long known = newest.merge(click.line().split(";", 2)[0], click.timestamp(), Math::max);
      if (known - click.timestamp() > Shop.LATEST.toMillis()) {
        // A search of more than an hour ago, which leads to nothing.
        assertThat(click.line()).contains(";search=");
      } else if (known > click.timestamp()) {
        overtaken++;
      }
    }
    assertThat(topics).hasSize(Shop.TOPICS);
    assertThat(overtaken).isGreaterThan(1_000);
    assertThat(before - START).isLessThan(Duration.ofSeconds(30).plus(Shop.LONGEST).toMillis());
  }

  @Test
  void answersNameTheFiveMostFrequentQueriesOfEachItem() {
    Answers answers = new Answers();
    for (String query : List.of("c", "b", "a", "é", "z", "z", "d", "z")) {
      answers.add(query, 2);
    }
    answers.add("x", 1);

    assertThat(answers.lines(3))
        .containsExactly(
            "{\"object\":\"item:1\",\"conversions\":1,\"converting_queries\":{\"x\":1}}",
            "{\"object\":\"item:2\",\"conversions\":8,"
                + "\"converting_queries\":{\"z\":3,\"a\":1,\"b\":1,\"c\":1,\"d\":1}}",
            "{\"object\":\"item:3\",\"conversions\":0,\"converting_queries\":{}}");
    assertThat(answers.conversions()).isEqualTo(9);
  }
}

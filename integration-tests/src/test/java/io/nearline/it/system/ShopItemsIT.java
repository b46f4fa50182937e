package io.nearline.it.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.it.launcher.RunningSystem;
import io.nearline.it.realdata.PlainValues;
import io.nearline.it.stack.Topics;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureColumn;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.proto.v1.StringValues;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the sample knows of a shop's items from everybody's actions. */
final class ShopItemsIT {
  private static final Duration VISIBLE = Duration.ofMinutes(4);

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final List<Topics.Line> actions = new ArrayList<>();
  private long visitor = 900_000;

  @Test
  void viewsOfTheLastHourAndTheQueriesThatLedToAPurchaseAreKnownOfAnItem() {
    views("item:905", 7, Duration.ofMinutes(59));
    views("item:905", 3, Duration.ofMinutes(61));
    views("item:906", 1, Duration.ofSeconds(1));
    buys("item:905", "linen", 4);
    buys("item:905", "o'hare \"linen\"", 3);
    buys("item:905", "ünï 😀", 2);
    buys("item:905", "b", 1);
    buys("item:905", "a", 1);
    buys("item:905", "c", 1);
    buys("item:905", null, 6);
    buys("item:906", "silk", 1);
    // Searches and views lead to nothing by themselves.
    add("search", "query:silk", "silk", Duration.ofMinutes(1));
    add("view", "item:905", "silk", Duration.ofHours(2));

    RunningSystem system = RunningSystem.sample();
    system.topics().publish("raw.actions", actions);
    system.topics().publish("raw.clicks", clicks());
    system
        .pinot()
        .awaitCount(
            "actions_by_object WHERE actor >= 900000 AND actor < 920000",
            actions.size() + clicks().size(),
            VISIBLE);

    GetFeaturesResponse response =
        system
            .features()
            .withDeadlineAfter(Duration.ofSeconds(30))
            .getFeatures(
                GetFeaturesRequest.newBuilder()
                    .setFeatures(
                        FeatureNames.newBuilder()
                            .addNames("shop_items.views_1h")
                            .addNames("shop_items.buying_queries_24h"))
                    .putEntities("object", objects("item:905", "item:906", "item:907", "item:908"))
                    .setAsOf(RunningSystem.timestamp(now))
                    .build());

    assertThat(values(response.getFeatures(0))).containsExactly(7L, 1L, 0L, 1L);
    List<@Nullable Object> queries = values(response.getFeatures(1));
    assertThat(String.valueOf(queries.get(0)))
        .as("the five most frequent, ties by their bytes")
        .isEqualTo("{linen=4, o'hare \"linen\"=3, ünï 😀=2, a=1, b=1}");
    assertThat(queries.subList(1, 4))
        .containsExactly(Map.of("silk", 1L), Map.of(), Map.of("linen", 2L));
  }

  private void views(String item, int times, Duration ago) {
    for (int i = 0; i < times; i++) {
      add("view", item, null, ago);
    }
  }

  private void buys(String item, @Nullable String query, int times) {
    for (int i = 0; i < times; i++) {
      add("buy", item, query, Duration.ofHours(5));
    }
  }

  /** Every action is another visitor's. */
  private void add(String verb, String object, @Nullable String query, Duration ago) {
    actions.add(
        RunningSystem.line(
            new Action(
                "shop-" + actions.size(),
                visitor++,
                null,
                verb,
                query == null ? null : Attributes.of(Map.of("query", query)),
                object,
                null,
                now.minus(ago).toEpochMilli())));
  }

  /** The same as the shop's web server logs it. */
  private List<Topics.Line> clicks() {
    long time = now.minus(Duration.ofMinutes(1)).toEpochMilli();
    return List.of(
        click("user=910006;item=908;action=buy;query=linen;epoch_ms=" + time),
        click("user=910007;item=908;action=buy;query=linen;epoch_ms=" + time),
        click("user=910007;item=908;action=buy;epoch_ms=" + time),
        click("user=910008;item=908;action=view;epoch_ms=" + time),
        click("user=910008;search=linen;epoch_ms=" + time));
  }

  private static Topics.Line click(String line) {
    return new Topics.Line("any", line);
  }

  private static Column objects(String... objects) {
    return Column.newBuilder()
        .setStrings(StringValues.newBuilder().addAllValues(List.of(objects)))
        .build();
  }

  private static List<@Nullable Object> values(FeatureColumn feature) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int row = 0; row < 4; row++) {
      values.add(PlainValues.served(feature, row));
    }
    return values;
  }
}

package io.nearline.cli.demo;

import io.nearline.cli.get.ColumnText;
import io.nearline.cli.get.FeatureClient;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.proto.v1.StringValues;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Asks the server for features of all of the shop's items at once. */
final class ShopFeatures {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String CONVERSIONS = "shop_items.conversions_24h";
  private static final String QUERIES = "shop_items.converting_queries_24h";

  private final FeatureClient client;

  /**
   * The item that most searches ended in a purchase of.
   *
   * @param object it, as actions name it
   * @param conversions how many searches that were
   * @param queries which ones most often, as a text
   */
  record Converted(String object, long conversions, String queries) {}

  ShopFeatures(FeatureClient client) {
    this.client = client;
  }

  /** Returns the item with the most conversions; empty when none has any. */
  Optional<Converted> mostConverted() {
    List<String> items =
        IntStream.rangeClosed(1, DemoWorld.ITEMS).mapToObj(item -> "item:" + item).toList();
    return mostConverted(items, client.get(request(items), TIMEOUT));
  }

  /** The same of an answer about these items, of which there are some. */
  static Optional<Converted> mostConverted(List<String> items, GetFeaturesResponse answer) {
    List<Long> conversions = answer.getFeatures(0).getValues().getInt64S().getValuesList();
    Column queries = answer.getFeatures(1).getValues();
    int most = 0;
    for (int item = 1; item < items.size(); item++) {
      if (conversions.get(item) > conversions.get(most)) {
        most = item;
      }
    }
    return conversions.get(most) > 0
        ? Optional.of(
            new Converted(items.get(most), conversions.get(most), ColumnText.of(queries, most)))
        : Optional.empty();
  }

  private static GetFeaturesRequest request(List<String> items) {
    return GetFeaturesRequest.newBuilder()
        .setFeatures(FeatureNames.newBuilder().addNames(CONVERSIONS).addNames(QUERIES))
        .putEntities(
            "object",
            Column.newBuilder().setStrings(StringValues.newBuilder().addAllValues(items)).build())
        .build();
  }
}

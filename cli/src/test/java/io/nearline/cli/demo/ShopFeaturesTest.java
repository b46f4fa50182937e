package io.nearline.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.cli.demo.ShopFeatures.Converted;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureColumn;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.proto.v1.Int64Values;
import io.nearline.proto.v1.MapValues;
import io.nearline.proto.v1.StringValues;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShopFeaturesTest {
  private static final List<String> ITEMS = List.of("item:1", "item:2", "item:3");

  @Test
  void theItemWithTheMostConversionsIsTold() {
    assertThat(ShopFeatures.mostConverted(ITEMS, answer(2L, 5L, 4L)))
        .contains(new Converted("item:2", 5, "{linen: 3, wool: 2}"));
  }

  @Test
  void noneIsToldWhenNoneHasAny() {
    assertThat(ShopFeatures.mostConverted(ITEMS, answer(0L, 0L, 0L))).isEmpty();
  }

  /** An answer where the second item alone has queries. */
  private static GetFeaturesResponse answer(Long... conversions) {
    MapValues queries =
        MapValues.newBuilder()
            .addAllLengths(List.of(0, 2, 0))
            .setKeys(
                Column.newBuilder()
                    .setStrings(StringValues.newBuilder().addAllValues(List.of("linen", "wool"))))
            .setItems(int64s(3L, 2L))
            .build();
    return GetFeaturesResponse.newBuilder()
        .addFeatures(FeatureColumn.newBuilder().setValues(int64s(conversions)))
        .addFeatures(FeatureColumn.newBuilder().setValues(Column.newBuilder().setMaps(queries)))
        .build();
  }

  private static Column int64s(Long... values) {
    return Column.newBuilder()
        .setInt64S(Int64Values.newBuilder().addAllValues(Arrays.asList(values)))
        .build();
  }
}

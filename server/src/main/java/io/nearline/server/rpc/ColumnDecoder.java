package io.nearline.server.rpc;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.proto.v1.Int64Values;
import io.nearline.proto.v1.StringValues;

/** The columns of messages that may be entities as well as values of the call, made items. */
final class ColumnDecoder {
  private ColumnDecoder() {}

  static Items int64s(Int64Values values) {
    Items.Builder items = Items.builder(ScalarType.INT64, values.getValuesCount());
    for (int i = 0; i < values.getValuesCount(); i++) {
      items.add(values.getValues(i));
    }
    return items.build();
  }

  static Items strings(StringValues values) {
    Items.Builder items = Items.builder(ScalarType.STRING, values.getValuesCount());
    values.getValuesList().forEach(items::add);
    return items.build();
  }
}

package io.nearline.server.docs;

import io.nearline.features.type.ScalarType;
import io.nearline.features.type.VectorType;
import io.nearline.features.value.Items;
import io.nearline.features.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values as the page writes them: JSON, but that doubles always have a point. */
final class ValueText {
  private ValueText() {}

  static String of(Value value) {
    if (value instanceof Value.Int64 number) {
      return Long.toString(number.value());
    }
    if (value instanceof Value.Float64 number) {
      return Double.toString(number.value());
    }
    if (value instanceof Value.Bool bool) {
      return Boolean.toString(bool.value());
    }
    if (value instanceof Value.Text text) {
      return quoted(text.value());
    }
    if (value instanceof Value.Vector vector) {
      return Arrays.toString(vector.values());
    }
    if (value instanceof Value.Counts counts) {
      return IntStream.range(0, counts.keys().size())
          .mapToObj(i -> item(counts.keys(), i) + ": " + item(counts.counts(), i))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    Value.Listing listing = (Value.Listing) value;
    return IntStream.range(0, listing.size())
        .mapToObj(row -> row(listing.columns(), row))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** A row of several columns is written without names: they are those of {@code of}. */
  private static String row(List<Items> columns, int row) {
    if (columns.size() == 1) {
      return item(columns.get(0), row);
    }
    List<String> items = new ArrayList<>();
    columns.forEach(column -> items.add(item(column, row)));
    return "(" + String.join(", ", items) + ")";
  }

  private static String item(Items items, int index) {
    if (items.missing(index)) {
      return "null";
    }
    if (items.type() instanceof VectorType) {
      return Arrays.toString(items.vector(index));
    }
    return switch ((ScalarType) items.type()) {
      case INT64 -> Long.toString(items.int64(index));
      case DOUBLE -> Double.toString(items.float64(index));
      case BOOL -> Boolean.toString(items.bool(index));
      case STRING -> quoted(items.string(index));
    };
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

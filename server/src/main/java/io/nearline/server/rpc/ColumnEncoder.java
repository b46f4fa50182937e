package io.nearline.server.rpc;

import io.nearline.features.type.ListType;
import io.nearline.features.type.MapType;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.StructType;
import io.nearline.features.type.ValueType;
import io.nearline.features.type.VectorType;
import io.nearline.features.value.Items;
import io.nearline.features.value.Value;
import io.nearline.proto.v1.BoolValues;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.DoubleValues;
import io.nearline.proto.v1.Int64Values;
import io.nearline.proto.v1.ListValues;
import io.nearline.proto.v1.MapValues;
import io.nearline.proto.v1.StringValues;
import io.nearline.proto.v1.StructValues;
import io.nearline.proto.v1.VectorValues;
import io.nearline.server.vector.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values made packed columns. Where there is no value, the type's zero stands. */
final class ColumnEncoder {
  private ColumnEncoder() {}

  static Column encode(FeatureVector vector) {
    ValueType type = vector.feature().type();
    if (type instanceof VectorType vectors) {
      return vectors(vectors, vector);
    }
    if (type instanceof ListType list) {
      return lists(list, vector);
    }
    if (type instanceof MapType map) {
      return maps(map, vector);
    }
    if (type instanceof ScalarType scalar) {
      return scalars(scalar, vector);
    }
    throw new IllegalArgumentException(
        "type of " + vector.feature().fullName() + ": " + type.text() + " (expected: no struct)");
  }

  private static Column scalars(ScalarType type, FeatureVector vector) {
    Items.Builder items = Items.builder(type, vector.size());
    for (int row = 0; row < vector.size(); row++) {
      Optional<Value> value = vector.value(row);
      if (value.isEmpty()) {
        items.addMissing();
      } else if (value.get() instanceof Value.Int64 number) {
        items.add(number.value());
      } else if (value.get() instanceof Value.Float64 number) {
        items.add(number.value());
      } else if (value.get() instanceof Value.Bool bool) {
        items.add(bool.value());
      } else {
        items.add(((Value.Text) value.get()).value());
      }
    }
    return column(items.build());
  }

  private static Column vectors(VectorType type, FeatureVector vector) {
    VectorValues.Builder values = VectorValues.newBuilder().setDimension(type.dimension());
    for (int row = 0; row < vector.size(); row++) {
      Optional<Value> value = vector.value(row);
      float[] numbers =
          value.isPresent() ? ((Value.Vector) value.get()).values() : new float[type.dimension()];
      for (float number : numbers) {
        values.addValues(number);
      }
    }
    return Column.newBuilder().setVectors(values).build();
  }

  private static Column maps(MapType type, FeatureVector vector) {
    MapValues.Builder maps = MapValues.newBuilder();
    Items.Builder keys = Items.builder(type.key(), vector.size());
    Items.Builder counts = Items.builder(type.item(), vector.size());
    for (int row = 0; row < vector.size(); row++) {
      Optional<Value> value = vector.value(row);
      if (value.isPresent()) {
        Value.Counts map = (Value.Counts) value.get();
        append(map.keys(), keys);
        append(map.counts(), counts);
        maps.addLengths(map.keys().size());
      } else {
        maps.addLengths(0);
      }
    }
    maps.setKeys(column(keys.build())).setItems(column(counts.build()));
    return Column.newBuilder().setMaps(maps).build();
  }

  private static Column lists(ListType type, FeatureVector vector) {
    List<ValueType> types =
        type.item() instanceof StructType struct
            ? struct.fields().stream().map(StructType.Field::type).toList()
            : List.of(type.item());
    List<Items.Builder> columns = new ArrayList<>();
    types.forEach(each -> columns.add(Items.builder(each, vector.size())));
    ListValues.Builder lists = ListValues.newBuilder();
    for (int row = 0; row < vector.size(); row++) {
      Optional<Value> value = vector.value(row);
      if (value.isPresent()) {
        Value.Listing listing = (Value.Listing) value.get();
        for (int i = 0; i < columns.size(); i++) {
          append(listing.columns().get(i), columns.get(i));
        }
        lists.addLengths(listing.size());
      } else {
        lists.addLengths(0);
      }
    }
    List<Items> items = columns.stream().map(Items.Builder::build).toList();
    if (type.item() instanceof StructType struct) {
      lists.setItems(structs(struct, items));
    } else {
      lists.setItems(column(items.get(0)));
      if (items.get(0).anyMissing()) {
        lists.addAllMissing(missing(items.get(0)));
      }
    }
    return Column.newBuilder().setLists(lists).build();
  }

  private static Column structs(StructType type, List<Items> fields) {
    StructValues.Builder structs = StructValues.newBuilder();
    type.fields().forEach(field -> structs.addNames(field.name()));
    fields.forEach(items -> structs.addFields(column(items)));
    if (fields.stream().anyMatch(Items::anyMissing)) {
      fields.forEach(
          items -> structs.addMissing(BoolValues.newBuilder().addAllValues(missing(items))));
    }
    return Column.newBuilder().setStructs(structs).build();
  }

  /** Packs items; a missing one is the type's zero. */
  static Column column(Items items) {
    Column.Builder column = Column.newBuilder();
    if (items.type() instanceof VectorType type) {
      VectorValues.Builder values = VectorValues.newBuilder().setDimension(type.dimension());
      for (int i = 0; i < items.size(); i++) {
        for (float number : items.missing(i) ? new float[type.dimension()] : items.vector(i)) {
          values.addValues(number);
        }
      }
      return column.setVectors(values).build();
    }
    switch ((ScalarType) items.type()) {
      case INT64 -> {
        Int64Values.Builder values = Int64Values.newBuilder();
        for (int i = 0; i < items.size(); i++) {
          values.addValues(items.missing(i) ? 0 : items.int64(i));
        }
        column.setInt64S(values);
      }
      case DOUBLE -> {
        DoubleValues.Builder values = DoubleValues.newBuilder();
        for (int i = 0; i < items.size(); i++) {
          values.addValues(items.missing(i) ? 0 : items.float64(i));
        }
        column.setDoubles(values);
      }
      case BOOL -> {
        BoolValues.Builder values = BoolValues.newBuilder();
        for (int i = 0; i < items.size(); i++) {
          values.addValues(!items.missing(i) && items.bool(i));
        }
        column.setBools(values);
      }
      case STRING -> {
        StringValues.Builder values = StringValues.newBuilder();
        for (int i = 0; i < items.size(); i++) {
          values.addValues(items.missing(i) ? "" : items.string(i));
        }
        column.setStrings(values);
      }
    }
    return column.build();
  }

  private static List<Boolean> missing(Items items) {
    List<Boolean> flags = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      flags.add(items.missing(i));
    }
    return flags;
  }

  private static void append(Items items, Items.Builder target) {
    for (int i = 0; i < items.size(); i++) {
      if (items.missing(i)) {
        target.addMissing();
      } else if (target.type() instanceof VectorType) {
        target.add(items.vector(i));
      } else {
        switch ((ScalarType) target.type()) {
          case STRING -> target.add(items.string(i));
          case INT64 -> target.add(items.int64(i));
          case DOUBLE -> target.add(items.float64(i));
          case BOOL -> target.add(items.bool(i));
        }
      }
    }
  }
}

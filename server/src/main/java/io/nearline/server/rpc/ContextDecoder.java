package io.nearline.server.rpc;

import io.nearline.features.type.ScalarType;
import io.nearline.features.type.VectorType;
import io.nearline.features.value.Items;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.VectorValues;
import io.nearline.server.plan.InvalidRequestException;
import java.util.Locale;

/** Columns of {@code request_context} made items. */
final class ContextDecoder {
  private static final String EXPECTATION = "int64s, doubles, bools, strings or vectors";

  private ContextDecoder() {}

  /**
   * Returns a column.
   *
   * @param name the value's name
   * @throws InvalidRequestException when it holds what no value can be, or its vectors are not
   *     whole
   */
  static Items items(String name, Column column) {
    String field = "request_context." + name;
    return switch (column.getValuesCase()) {
      case INT64S -> ColumnDecoder.int64s(column.getInt64S());
      case DOUBLES -> {
        int size = column.getDoubles().getValuesCount();
        Items.Builder items = Items.builder(ScalarType.DOUBLE, size);
        for (int i = 0; i < size; i++) {
          items.add(column.getDoubles().getValues(i));
        }
        yield items.build();
      }
      case BOOLS -> {
        int size = column.getBools().getValuesCount();
        Items.Builder items = Items.builder(ScalarType.BOOL, size);
        for (int i = 0; i < size; i++) {
          items.add(column.getBools().getValues(i));
        }
        yield items.build();
      }
      case STRINGS -> ColumnDecoder.strings(column.getStrings());
      case VECTORS -> vectors(field, column.getVectors());
      case LISTS, MAPS, STRUCTS ->
          throw new InvalidRequestException(
              field, column.getValuesCase().name().toLowerCase(Locale.ROOT), EXPECTATION);
      case VALUES_NOT_SET -> throw new InvalidRequestException(field, "no values", EXPECTATION);
    };
  }

  private static Items vectors(String field, VectorValues vectors) {
    int dimension = vectors.getDimension();
    if (dimension < 1 || dimension > VectorType.MAX_DIMENSION) {
      throw new InvalidRequestException(
          field, "vectors of dimension " + dimension, "from 1 to " + VectorType.MAX_DIMENSION);
    }
    int numbers = vectors.getValuesCount();
    if (numbers % dimension != 0) {
      throw new InvalidRequestException(
          field, numbers + " numbers", "vectors of dimension " + dimension + ", all of them whole");
    }
    Items.Builder items = Items.builder(new VectorType(dimension), numbers / dimension);
    for (int from = 0; from < numbers; from += dimension) {
      float[] vector = new float[dimension];
      for (int i = 0; i < dimension; i++) {
        vector[i] = vectors.getValues(from + i);
      }
      items.add(vector);
    }
    return items.build();
  }
}

package io.nearline.server.serving;

import io.nearline.features.problem.Excerpt;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.type.VectorType;
import io.nearline.features.value.Items;
import io.nearline.server.plan.InvalidRequestException;
import io.nearline.server.plan.Plan;
import io.nearline.server.plan.RequiredValue;
import io.nearline.server.plan.RequiredValue.Length;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks the values that come with a call against those that its plan reads. */
final class RequestBinding {
  private RequestBinding() {}

  /**
   * Returns the values in the types that the plan reads them as.
   *
   * @param given the columns by name
   * @param entityRows how many rows the call's entities have
   * @param mostRows the most rows of one call
   * @throws InvalidRequestException for the first name, in their order, that the plan does not
   *     read, that is not there, or whose column is of another type or length
   */
  static RequestValues bind(Plan plan, Map<String, Items> given, int entityRows, int mostRows) {
    if (given.isEmpty() && plan.requestValues().isEmpty()) {
      return RequestValues.NONE;
    }
    for (String name : new TreeSet<>(given.keySet())) {
      if (!plan.requestValues().containsKey(name)) {
        throw new InvalidRequestException(
            field(name),
            "a value",
            "none: no feature of the selection reads request." + Excerpt.of(name));
      }
    }
    Map<String, Items> values = new HashMap<>();
    int rows = entityRows;
    String longest = "the entities have";
    for (RequiredValue required : new TreeMap<>(plan.requestValues()).values()) {
      String name = required.value().name();
      Items column = column(required, given.get(name));
      requireLength(required, column, rows, longest);
      if (column.size() > mostRows) {
        throw new InvalidRequestException(
            field(name), column.size() + " values", "at most " + mostRows + " in one call");
      }
      if (column.size() > rows) {
        rows = column.size();
        longest = field(name) + " has";
      }
      values.put(name, column);
    }
    return new RequestValues(values);
  }

  private static Items column(RequiredValue required, @Nullable Items column) {
    ValueType type = required.value().type();
    String field = field(required.value().name());
    if (column == null) {
      throw new InvalidRequestException(field, "nothing", expectation(required));
    }
    if (type == ScalarType.DOUBLE && column.type() == ScalarType.INT64) {
      return float64s(field, column);
    }
    if (!column.type().equals(type)) {
      throw new InvalidRequestException(field, several(column.type()), expectation(required));
    }
    requireFinite(field, column);
    return column;
  }

  private static void requireLength(
      RequiredValue required, Items column, int rows, String longest) {
    String field = field(required.value().name());
    if (column.size() == 0) {
      throw new InvalidRequestException(field, "no value", expectation(required));
    }
    if (column.size() > 1 && required.length() == Length.ONE) {
      throw new InvalidRequestException(
          field,
          column.size() + " values",
          "1 value for the whole call: it decides which actions " + required.feature() + " counts");
    }
    if (column.size() > 1 && rows > 1 && column.size() != rows) {
      throw new InvalidRequestException(
          field, column.size() + " values", "1 value or " + rows + ", as many as " + longest);
    }
  }

  private static Items float64s(String field, Items integers) {
    Items.Builder doubles = Items.builder(ScalarType.DOUBLE, integers.size());
    for (int i = 0; i < integers.size(); i++) {
      long value = integers.int64(i);
      double near = value;
      if ((long) near != value || near == 0x1p63) {
        throw new InvalidRequestException(
            field, Long.toString(value), "an integer that a double holds exactly");
      }
      doubles.add(near);
    }
    return doubles.build();
  }

  private static void requireFinite(String field, Items column) {
    for (int i = 0; i < column.size(); i++) {
      if (column.type() == ScalarType.DOUBLE && !Double.isFinite(column.float64(i))) {
        throw notFinite(field, column.float64(i));
      }
      if (column.type() instanceof VectorType) {
        for (float item : column.vector(i)) {
          if (!Float.isFinite(item)) {
            throw notFinite(field, item);
          }
        }
      }
    }
  }

  private static InvalidRequestException notFinite(String field, double value) {
    return new InvalidRequestException(field, Double.toString(value), "finite numbers");
  }

  private static String field(String name) {
    return "request_context." + name;
  }

  private static String several(ValueType type) {
    return type instanceof VectorType vector
        ? "vectors of dimension " + vector.dimension()
        : type.text() + "s";
  }

  private static String expectation(RequiredValue required) {
    ValueType type = required.value().type();
    String one =
        type instanceof VectorType vector
            ? "a vector of dimension " + vector.dimension()
            : (type == ScalarType.INT64 ? "an " : "a ") + type.text();
    return one + ", which " + required.feature() + " reads";
  }
}

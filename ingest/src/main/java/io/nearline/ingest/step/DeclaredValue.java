package io.nearline.ingest.step;

import io.nearline.features.action.InvalidActionException;
import io.nearline.features.attribute.Attribute;
import io.nearline.features.attribute.MissingValue;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.VectorType;
import java.util.List;
import java.util.OptionalLong;

/** Checks a value against its attribute's declaration. */
final class DeclaredValue {
  private DeclaredValue() {}

  /**
   * Returns the value in its declared type: {@link String}, {@link Long}, {@link Double}, {@link
   * Boolean} or {@code float[]}.
   *
   * @throws InvalidActionException when it is of another type, out of range, or reserved
   */
  static Object of(Attribute attribute, Object value) {
    String path = attribute.path().toString();
    if (attribute.type() instanceof ScalarType scalar) {
      return switch (scalar) {
        case STRING -> string(attribute, path, value);
        case INT64 -> int64(path, value);
        case DOUBLE -> number(path, value);
        case BOOL -> bool(path, value);
      };
    }
    if (attribute.type() instanceof VectorType vector) {
      return vector(path, value, vector.dimension());
    }
    throw new IllegalStateException(path + ": no attribute is of type " + attribute.type().text());
  }

  private static String string(Attribute attribute, String path, Object value) {
    if (!(value instanceof String text)) {
      throw new InvalidActionException(path, value.toString(), "a string");
    }
    Texts.limited(path, text, attribute.maxLength());
    if (text.equals(MissingValue.STRING)) {
      throw Validation.reserved(path, text);
    }
    return text;
  }

  private static Long int64(String path, Object value) {
    OptionalLong number = WholeNumbers.of(value);
    if (number.isEmpty()) {
      throw new InvalidActionException(path, value.toString(), "a 64-bit integer");
    }
    if (number.getAsLong() == MissingValue.INT64) {
      throw Validation.reserved(path, value);
    }
    return number.getAsLong();
  }

  private static Double number(String path, Object value) {
    if (!(value instanceof Long) && !(value instanceof Double)) {
      throw new InvalidActionException(path, value.toString(), "a number");
    }
    double number = ((Number) value).doubleValue();
    if (!Double.isFinite(number)) {
      throw new InvalidActionException(path, value.toString(), "a finite number");
    }
    return number + 0.0; // -0.0 is 0.0 to conditions, but another value to Pinot's dictionaries
  }

  private static Boolean bool(String path, Object value) {
    if (!(value instanceof Boolean bool)) {
      throw new InvalidActionException(path, value.toString(), "true or false");
    }
    return bool;
  }

  private static float[] vector(String path, Object value, int dimension) {
    if (!(value instanceof List<?> items)) {
      throw new InvalidActionException(path, value.toString(), "a list of numbers");
    }
    if (items.size() != dimension) {
      throw new InvalidActionException(path, items.size() + " numbers", dimension + " numbers");
    }
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      Object item = items.get(i);
      String place = path + "[" + i + "]";
      if (!(item instanceof Long) && !(item instanceof Double)) {
        throw new InvalidActionException(place, String.valueOf(item), "a number");
      }
      vector[i] = ((Number) item).floatValue() + 0.0f;
      if (!Float.isFinite(vector[i])) {
        throw new InvalidActionException(place, item.toString(), "a finite float");
      }
    }
    return vector;
  }
}

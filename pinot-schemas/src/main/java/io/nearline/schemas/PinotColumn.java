package io.nearline.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A column as a Pinot schema states it, with what Pinot leaves out filled in.
 *
 * @param path where it stands in the schema, such as {@code dimensionFieldSpecs[3]}
 * @param name its name
 * @param kind the list that holds it: {@link #DIMENSIONS}, {@link #METRICS} or {@link #DATE_TIMES}
 * @param dataType Pinot's type, such as {@code LONG}
 * @param singleValue whether a row has one value
 * @param statedMaxLength {@code maxLength}, if it is stated
 * @param defaultNullValue the text of what a missing value is stored as, stated or Pinot's own
 */
public record PinotColumn(
    String path,
    String name,
    String kind,
    String dataType,
    boolean singleValue,
    OptionalInt statedMaxLength,
    String defaultNullValue) {
  /** The schema's list of dimensions. */
  public static final String DIMENSIONS = "dimensionFieldSpecs";

  /** The schema's list of metrics. */
  public static final String METRICS = "metricFieldSpecs";

  /** The schema's list of time columns. */
  public static final String DATE_TIMES = "dateTimeFieldSpecs";

  /** The lists of columns that a schema may have. */
  public static final List<String> KINDS = List.of(DIMENSIONS, METRICS, DATE_TIMES);

  /** Where Pinot cuts strings unless {@code maxLength} is stated. */
  public static final int PINOT_MAX_LENGTH = 512;

  static final String DEFAULT_NULL_VALUE = "defaultNullValue";
  static final String MAX_LENGTH = "maxLength";

  /** Reads all columns of a schema, in its order; entries without a name are left out. */
  public static List<PinotColumn> of(JsonNode schema) {
    List<PinotColumn> columns = new ArrayList<>();
    for (String kind : KINDS) {
      int index = 0;
      for (JsonNode column : schema.path(kind)) {
        if (column.path("name").isTextual()) {
          columns.add(read(kind + "[" + index + "]", kind, column));
        }
        index++;
      }
    }
    return columns;
  }

  /** Reads all columns of a schema by name; the first of a name that stands twice. */
  public static Map<String, PinotColumn> byName(JsonNode schema) {
    Map<String, PinotColumn> columns = new LinkedHashMap<>();
    of(schema).forEach(column -> columns.putIfAbsent(column.name(), column));
    return columns;
  }

  /** Returns {@code maxLength}, or Pinot's own. */
  public int maxLength() {
    return statedMaxLength.orElse(PINOT_MAX_LENGTH);
  }

  /** Returns the type, with {@code []} after it when it is multi-value. */
  public String typeText() {
    return singleValue ? dataType : dataType + "[]";
  }

  /** Returns how Nearline reads columns of this type, if it reads them at all. */
  public Optional<PinotType> type() {
    for (PinotType type : PinotType.values()) {
      if (type.dataType().equals(dataType) && type.isSingleValue() == singleValue) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  private static PinotColumn read(String path, String kind, JsonNode column) {
    String dataType = column.path("dataType").asText();
    JsonNode maxLength = column.path(MAX_LENGTH);
    JsonNode missing = column.path(DEFAULT_NULL_VALUE);
    return new PinotColumn(
        path,
        column.path("name").asText(),
        kind,
        dataType,
        column.path("singleValueField").asBoolean(true),
        maxLength.canConvertToInt() ? OptionalInt.of(maxLength.intValue()) : OptionalInt.empty(),
        missing.isMissingNode() || missing.isNull()
            ? pinotDefault(kind, dataType)
            : normalNumber(dataType, missing.asText()));
  }

  private static String pinotDefault(String kind, String dataType) {
    boolean metric = kind.equals(METRICS);
    return switch (dataType) {
      case "INT" -> metric ? "0" : Integer.toString(Integer.MIN_VALUE);
      case "LONG" -> metric ? "0" : Long.toString(Long.MIN_VALUE);
      case "FLOAT", "DOUBLE" -> metric ? "0.0" : "-Infinity";
      case "BOOLEAN", "TIMESTAMP" -> "0";
      case "BYTES" -> "";
      default -> "null";
    };
  }

  /** Writes numbers in one way, since the controller answers 0.0 where 0 was stated. */
  private static String normalNumber(String dataType, String text) {
    if (!dataType.equals("DOUBLE") && !dataType.equals("FLOAT")) {
      return text;
    }
    try {
      return Double.toString(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return text;
    }
  }
}

package io.nearline.server.pinot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The rows of an answer over the tree that Jackson makes of it: what {@link PackedTable} is
 * compared with.
 */
final class TreeTable implements PinotTable {
  /** Reads as the Pinot client does. */
  static final ObjectReader JSON = JsonMapper.builder().build().reader();

  /** Up to here, every integer has a double of its own: a larger double may stand for others. */
  private static final double LARGEST_EXACT = 0x1p53;

  private final List<String> columns;
  private final JsonNode rows;
  private final OptionalLong freshThroughMillis;

  private TreeTable(List<String> columns, JsonNode rows, OptionalLong freshThroughMillis) {
    this.columns = List.copyOf(columns);
    this.rows = rows;
    this.freshThroughMillis = freshThroughMillis;
  }

  /**
   * Reads a {@code resultTable}.
   *
   * @throws MalformedAnswerException when it is none
   */
  static TreeTable read(JsonNode resultTable, OptionalLong freshThroughMillis) {
    JsonNode names = resultTable.path("dataSchema").path("columnNames");
    JsonNode rows = resultTable.path("rows");
    if (!names.isArray() || !rows.isArray()) {
      throw new MalformedAnswerException("no resultTable with dataSchema.columnNames and rows");
    }
    List<String> columns = new ArrayList<>(names.size());
    names.forEach(name -> columns.add(name.asText()));
    for (JsonNode row : rows) {
      if (row.size() != columns.size()) {
        throw new MalformedAnswerException(
            "a row of " + row.size() + " cells (expected: " + columns.size() + ")");
      }
    }
    return new TreeTable(columns, rows, freshThroughMillis);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public int rows() {
    return rows.size();
  }

  @Override
  public long int64(int row, int column) {
    JsonNode cell = cell(row, column);
    if (cell.isIntegralNumber() && cell.canConvertToLong()) {
      return cell.longValue();
    }
    if (cell.isFloatingPointNumber()) {
      double value = cell.doubleValue();
      if (value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT) {
        return (long) value;
      }
    } else if (cell.isTextual()) {
      try {
        return Long.parseLong(cell.textValue());
      } catch (NumberFormatException e) {
        throw malformed(row, column, "a 64-bit integer");
      }
    }
    throw malformed(row, column, "a 64-bit integer");
  }

  @Override
  public double float64(int row, int column) {
    return number(cell(row, column), row, column);
  }

  @Override
  public String string(int row, int column) {
    JsonNode cell = cell(row, column);
    if (!cell.isValueNode() || cell.isNull()) {
      throw malformed(row, column, "a text");
    }
    return cell.asText();
  }

  @Override
  public float[] vector(int row, int column) {
    JsonNode cell = cell(row, column);
    if (!cell.isArray()) {
      throw malformed(row, column, "a list of numbers");
    }
    float[] vector = new float[cell.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) number(cell.get(i), row, column);
    }
    return vector;
  }

  @Override
  public OptionalLong freshThroughMillis() {
    return freshThroughMillis;
  }

  private JsonNode cell(int row, int column) {
    JsonNode cell = rows.get(row).get(column);
    if (cell == null) {
      throw new MalformedAnswerException(
          columns.size() + " columns " + columns + " (expected: more than " + column + ")");
    }
    return cell;
  }

  private double number(JsonNode cell, int row, int column) {
    if (cell.isNumber()) {
      return cell.doubleValue();
    }
    if (cell.isTextual()) {
      try {
        return Double.parseDouble(cell.textValue());
      } catch (NumberFormatException e) {
        throw malformed(row, column, "a number");
      }
    }
    throw malformed(row, column, "a number");
  }

  private MalformedAnswerException malformed(int row, int column, String expectation) {
    return new MalformedAnswerException(
        columns.get(column) + ": " + cell(row, column) + " (expected: " + expectation + ")");
  }
}

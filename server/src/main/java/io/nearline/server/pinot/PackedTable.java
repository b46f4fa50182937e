package io.nearline.server.pinot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Rows in packed columns. */
final class PackedTable implements PinotTable, ResultTable {
  /** No rows, and not even columns. */
  static final PackedTable EMPTY = new PackedTable(List.of(), List.of(), 0, OptionalLong.empty());

  private final List<String> names;
  private final List<PackedColumn> columns;
  private final int rows;
  private final OptionalLong freshThroughMillis;

  private PackedTable(
      List<String> names, List<PackedColumn> columns, int rows, OptionalLong freshThroughMillis) {
    this.names = names;
    this.columns = columns;
    this.rows = rows;
    this.freshThroughMillis = freshThroughMillis;
  }

  /** Returns these rows, known to be fresh through an instant in epoch milliseconds. */
  PackedTable fresh(OptionalLong throughMillis) {
    return new PackedTable(names, columns, rows, throughMillis);
  }

  @Override
  public List<String> columns() {
    return names;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public long int64(int row, int column) {
    return column(column).int64(row);
  }

  @Override
  public double float64(int row, int column) {
    return column(column).float64(row);
  }

  @Override
  public String string(int row, int column) {
    return column(column).string(row);
  }

  @Override
  public float[] vector(int row, int column) {
    return column(column).vector(row);
  }

  @Override
  public OptionalLong freshThroughMillis() {
    return freshThroughMillis;
  }

  private PackedColumn column(int column) {
    if (column >= columns.size()) {
      throw new MalformedAnswerException(
          columns.size() + " columns " + names + " (expected: more than " + column + ")");
    }
    return columns.get(column);
  }

  /** What has been read of rows: as many columns as the first row has cells. */
  static final class Rows {
    private final List<PackedColumn> columns = new ArrayList<>();
    private int rows;

    /** The cells of the first row that has not as many as the first one; −1: no row is so. */
    private int otherWidth = -1;

    /**
     * Appends the row at which a parser stands.
     *
     * @throws IOException when it is not JSON
     */
    void add(JsonParser parser) throws IOException {
      int width = 0;
      if (parser.currentToken() == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          cell(width++, parser);
        }
      } else {
        parser.skipChildren();
      }
      if (width != columns.size() && otherWidth < 0) {
        otherWidth = width;
      }
      rows++;
    }

    private void cell(int column, JsonParser parser) throws IOException {
      if (column == columns.size() && rows == 0) {
        columns.add(new PackedColumn());
      }
      if (column < columns.size()) {
        columns.get(column).add(parser);
      } else {
        parser.skipChildren();
      }
    }

    /** Returns the table, unless a row has not one cell of each column. */
    ResultTable named(List<String> names) {
      int first = columns.size();
      if (rows > 0 && (first != names.size() || otherWidth >= 0)) {
        int width = first != names.size() ? first : otherWidth;
        return new Unreadable("a row of " + width + " cells (expected: " + names.size() + ")");
      }
      for (int column = 0; column < names.size(); column++) {
        if (column == columns.size()) {
          columns.add(new PackedColumn());
        }
        columns.get(column).name(names.get(column));
      }
      return new PackedTable(List.copyOf(names), List.copyOf(columns), rows, OptionalLong.empty());
    }
  }
}

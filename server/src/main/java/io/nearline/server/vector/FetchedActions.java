package io.nearline.server.vector;

import io.nearline.features.attribute.MissingValue;
import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.Field;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.VectorType;
import io.nearline.server.batch.StatementAnswer.Chunk;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotTable;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Fetched rows decoded into packed columns, the rows of each key side by side: a decoder is chosen
 * once a column, never for a cell.
 */
final class FetchedActions implements ActionColumns {
  private final List<Field> fields;
  private final RowsByKey rows;

  /**
   * {@code long[]}, {@code double[]}, {@code boolean[]}, {@code String[]} or {@code float[][]}; a
   * {@link PinotException} where a column can't be read, which is the fault of no other.
   */
  private final Object[] columns;

  private final BitSet[] missing;

  /**
   * Decodes.
   *
   * @param fields the fields of the answers' columns
   */
  FetchedActions(List<Field> fields, KeyIndex keys, List<Chunk> chunks) {
    List<PinotTable> answers = chunks.stream().map(Chunk::rows).toList();
    this.fields = fields;
    this.rows = RowsByKey.of(keys, chunks);
    this.columns = new Object[fields.size()];
    this.missing = new BitSet[fields.size()];
    for (int column = 0; column < columns.length; column++) {
      missing[column] = new BitSet();
      try {
        columns[column] = decode(fields.get(column), column, answers);
      } catch (PinotException e) {
        columns[column] = e;
      }
    }
  }

  private Object decode(Field field, int column, List<PinotTable> answers) {
    if (field.type() instanceof VectorType type) {
      return vectors(field, type, column, answers);
    }
    return switch ((ScalarType) field.type()) {
      case STRING -> strings(column, answers, FieldCells.isAttribute(field));
      case INT64 -> int64s(column, answers, FieldCells.isAttribute(field));
      case DOUBLE -> float64s(column, answers);
      case BOOL -> bools(column, answers, !FieldCells.isColumn(field));
    };
  }

  private String[] strings(int column, List<PinotTable> answers, boolean mayMiss) {
    String[] values = new String[rows.size()];
    for (int i = 0; i < values.length; i++) {
      String value = answers.get(rows.table(i)).string(rows.row(i), column);
      values[i] = value;
      missing[column].set(i, mayMiss && value.equals(MissingValue.STRING));
    }
    return values;
  }

  private long[] int64s(int column, List<PinotTable> answers, boolean mayMiss) {
    long[] values = new long[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = answers.get(rows.table(i)).int64(rows.row(i), column);
      missing[column].set(i, mayMiss && values[i] == MissingValue.INT64);
    }
    return values;
  }

  private double[] float64s(int column, List<PinotTable> answers) {
    double[] values = new double[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = answers.get(rows.table(i)).float64(rows.row(i), column);
      missing[column].set(i, !Double.isFinite(values[i]));
    }
    return values;
  }

  private boolean[] bools(int column, List<PinotTable> answers, boolean asText) {
    boolean[] values = new boolean[rows.size()];
    for (int i = 0; i < values.length; i++) {
      Optional<Boolean> value =
          FieldCells.bool(answers.get(rows.table(i)), rows.row(i), column, asText);
      values[i] = value.orElse(false);
      missing[column].set(i, value.isEmpty());
    }
    return values;
  }

  private float[][] vectors(Field field, VectorType type, int column, List<PinotTable> answers) {
    float[][] values = new float[rows.size()][];
    for (int i = 0; i < values.length; i++) {
      float[] value = answers.get(rows.table(i)).vector(rows.row(i), column);
      values[i] = value;
      missing[column].set(i, FieldCells.vectorIsMissing(field.text(), type, value));
    }
    return values;
  }

  /** Returns what was fetched of each action. */
  List<Field> fields() {
    return fields;
  }

  /** Returns the first row of a key. */
  int from(int key) {
    return rows.from(key);
  }

  /** Returns the row after the last of a key. */
  int to(int key) {
    return rows.to(key);
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public int column(Field field) {
    int column = fields.indexOf(field);
    if (column < 0) {
      throw new IllegalArgumentException(field.text() + " (expected: one of the fetched fields)");
    }
    if (columns[column] instanceof PinotException unreadable) {
      throw unreadable;
    }
    return column;
  }

  @Override
  public boolean missing(int column, int row) {
    return missing[column].get(row);
  }

  @Override
  public long int64(int column, int row) {
    return ((long[]) columns[column])[row];
  }

  @Override
  public double float64(int column, int row) {
    return ((double[]) columns[column])[row];
  }

  @Override
  public boolean bool(int column, int row) {
    return ((boolean[]) columns[column])[row];
  }

  @Override
  public String string(int column, int row) {
    return ((String[]) columns[column])[row];
  }

  @Override
  public float[] vector(int column, int row) {
    return ((float[][]) columns[column])[row];
  }
}

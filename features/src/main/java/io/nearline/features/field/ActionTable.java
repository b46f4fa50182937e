package io.nearline.features.field;

import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.action.InvalidActionException;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.VectorType;
import io.nearline.features.value.Items;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Actions laid out in columns. Immutable. */
public final class ActionTable implements ActionColumns {
  private final int size;
  private final Map<Field, Integer> indexes = new HashMap<>();
  private final Items[] columns;

  private ActionTable(int size, List<Field> fields, Items[] columns) {
    this.size = size;
    this.columns = columns;
    for (Field field : fields) {
      indexes.put(field, indexes.size());
    }
  }

  /**
   * Lays out actions.
   *
   * @param actions the actions, a row each
   * @param fields the columns to make
   * @throws InvalidActionException when an attribute is not of its declared type
   */
  public static ActionTable of(List<Action> actions, Collection<Field> fields) {
    List<Field> distinct = fields.stream().distinct().toList();
    List<Items> columns = new ArrayList<>();
    for (Field field : distinct) {
      Items.Builder column = Items.builder(field.type(), actions.size());
      for (Action action : actions) {
        if (field instanceof StandardField standard) {
          add(action, standard, column);
        } else {
          add(action, (AttributeField) field, column);
        }
      }
      columns.add(column.build());
    }
    return new ActionTable(actions.size(), distinct, columns.toArray(Items[]::new));
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int column(Field field) {
    Integer index = indexes.get(field);
    if (index == null) {
      throw new IllegalArgumentException(
          "field: "
              + field.text()
              + " (expected: one of "
              + indexes.keySet().stream().map(Field::text).sorted().toList()
              + ")");
    }
    return index;
  }

  @Override
  public boolean missing(int column, int row) {
    return columns[column].missing(row);
  }

  @Override
  public long int64(int column, int row) {
    return columns[column].int64(row);
  }

  @Override
  public double float64(int column, int row) {
    return columns[column].float64(row);
  }

  @Override
  public boolean bool(int column, int row) {
    return columns[column].bool(row);
  }

  @Override
  public String string(int column, int row) {
    return columns[column].string(row);
  }

  @Override
  public float[] vector(int column, int row) {
    return columns[column].vector(row);
  }

  private static void add(Action action, StandardField field, Items.Builder column) {
    switch (field) {
      case EVENT_ID -> column.add(action.eventId());
      case ACTOR -> column.add(action.actor());
      case VERB -> column.add(action.verb());
      case OBJECT -> column.add(action.object());
      case TIMESTAMP -> column.add(action.timestamp());
    }
  }

  private static void add(Action action, AttributeField field, Items.Builder column) {
    Attributes attributes = action.attributes(field.attribute().path().root());
    Object value = attributes == null ? null : attributes.get(field.attribute().path().name());
    if (value == null) {
      column.addMissing();
    } else if (field.type() instanceof VectorType vector) {
      column.add(vector(field, vector.dimension(), value));
    } else {
      addScalar(field, (ScalarType) field.type(), value, column);
    }
  }

  private static void addScalar(
      AttributeField field, ScalarType type, Object value, Items.Builder column) {
    switch (type) {
      case STRING -> column.add(cast(field, String.class, value));
      case INT64 -> column.add((long) cast(field, Long.class, value));
      case DOUBLE -> column.add(cast(field, Number.class, value).doubleValue());
      case BOOL -> column.add((boolean) cast(field, Boolean.class, value));
    }
  }

  private static float[] vector(AttributeField field, int dimension, Object value) {
    if (!(value instanceof List<?> items) || items.size() != dimension) {
      throw invalid(field, value);
    }
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = cast(field, Number.class, items.get(i)).floatValue();
      if (!Float.isFinite(vector[i])) {
        throw invalid(field, value);
      }
    }
    return vector;
  }

  private static <T> T cast(AttributeField field, Class<T> type, @Nullable Object value) {
    if (!type.isInstance(value)) {
      throw invalid(field, value);
    }
    return type.cast(value);
  }

  private static InvalidActionException invalid(AttributeField field, @Nullable Object value) {
    return new InvalidActionException(
        field.text(), String.valueOf(value), "a value of " + field.type().text());
  }
}

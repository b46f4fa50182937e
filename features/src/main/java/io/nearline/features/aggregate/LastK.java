package io.nearline.features.aggregate;

import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.ListType;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.StructType;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Items;
import io.nearline.features.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code last_k}: what the newest actions were, the newest first: by timestamp, then by the UTF-8
 * bytes of the event id, both descending. Missing fields are nulls; over nothing the list is empty.
 * With {@code distinct}, an action counts only when none newer has the same value of that field; to
 * lack the field is a value like others.
 *
 * @param columns what is listed of each action, at least one
 * @param k how many actions at most
 * @param distinct a scalar field of which each value may occur once
 * @param padding whether a shorter list is filled up to {@code k} with items that are missing
 */
public record LastK(List<Listed> columns, int k, Optional<Field> distinct, Padding padding)
    implements Aggregate {
  private static final int MOST_COLUMNS = 32;

  static final AggregateRule RULE =
      AggregateRule.of(
          "last_k",
          new AggregateRule.Of(
              MOST_COLUMNS, List.of(ScalarType.values()), AggregateRule.Vectors.ACCEPTED),
          arguments ->
              new LastK(arguments.of(), arguments.k(), arguments.distinct(), arguments.padding()),
          AggregateRule.Option.K,
          AggregateRule.Option.DISTINCT,
          AggregateRule.Option.PAD);

  /** Copies the columns. */
  public LastK {
    columns = List.copyOf(columns);
  }

  @Override
  public String name() {
    return RULE.name();
  }

  /** A list of values for one column, of structs for several. */
  @Override
  public ValueType type() {
    return columns.size() == 1
        ? new ListType(columns.get(0).type())
        : new ListType(
            new StructType(
                columns.stream()
                    .map(column -> new StructType.Field(column.text(), column.type()))
                    .toList()));
  }

  @Override
  public List<Field> fields() {
    Stream<Field> listed =
        columns.stream()
            .filter(Listed.OfField.class::isInstance)
            .map(column -> ((Listed.OfField) column).field());
    Stream<Field> order = Stream.of(StandardField.TIMESTAMP, StandardField.EVENT_ID);
    return Stream.concat(Stream.concat(order, listed), distinct.stream()).distinct().toList();
  }

  @Override
  public Optional<Field> needed() {
    return Optional.empty();
  }

  @Override
  public String text() {
    return columns.stream().map(Listed::text).collect(Collectors.joining(", ", name() + "(", ""))
        + (", k: " + k)
        + distinct.map(field -> ", distinct: " + field.text()).orElse("")
        + (padding == Padding.TO_K ? ", pad: true)" : ")");
  }

  @Override
  public Evaluated evaluate(Selection selection) {
    ActionColumns actions = selection.columns();
    int[] rows = selection.rows();
    new TimeOrder(actions).sortNewestFirst(rows);
    int size = distinct.isPresent() ? keepDistinct(actions, distinct.get(), rows) : rows.length;
    List<Items> lists = new ArrayList<>();
    for (Listed column : columns) {
      lists.add(list(column, selection, rows, Math.min(size, k)));
    }
    return Evaluated.present(new Value.Listing(lists));
  }

  /** Moves the first row of each value to the front, {@code k} at most; returns how many. */
  private int keepDistinct(ActionColumns actions, Field field, int[] rows) {
    int column = actions.column(field);
    Set<Optional<Value>> seen = new HashSet<>();
    int size = 0;
    for (int i = 0; i < rows.length && size < k; i++) {
      Optional<Value> value =
          actions.missing(column, rows[i])
              ? Optional.empty()
              : Optional.of(actions.value(column, rows[i], field.type()));
      if (seen.add(value)) {
        rows[size++] = rows[i];
      }
    }
    return size;
  }

  private Items list(Listed listed, Selection selection, int[] rows, int size) {
    ActionColumns actions = selection.columns();
    Items.Builder items = Items.builder(listed.type(), size);
    if (listed instanceof Listed.OfField field) {
      int column = actions.column(field.field());
      for (int i = 0; i < size; i++) {
        actions.copy(column, rows[i], items);
      }
    } else {
      int timestamp = actions.column(StandardField.TIMESTAMP);
      for (int i = 0; i < size; i++) {
        items.add(selection.asOfMillis() - actions.int64(timestamp, rows[i]));
      }
    }
    for (int i = size; padding == Padding.TO_K && i < k; i++) {
      items.addMissing();
    }
    return items.build();
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Optional.empty();
  }
}

package io.nearline.server.vector;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.batch.StatementAnswer.Chunk;
import io.nearline.server.pinot.MalformedAnswerException;
import io.nearline.server.pinot.PinotTable;
import io.nearline.server.sql.EntityKeys;
import io.nearline.server.sql.Partitioning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The different entities of a request's rows, and which of them each row is about. Immutable.
 *
 * <p>An entity of several keys is numbered key by key: its number by the first two is that of the
 * pair (number of the first, number of the second), and so on with each further one. So a row finds
 * its entity without any object being made for it.
 */
public final class KeyIndex {
  /** In place of an entity: one that was let through, but not asked for. */
  static final int NOT_ASKED_FOR = -1;

  private final EntityKeys keys;
  private final List<ValueIndex> columns;
  private final List<ValueIndex> pairs;
  private final int[] positions;

  /** Where each entity, by its number, is among {@link #keys}. */
  private final int[] order;

  private KeyIndex(
      EntityKeys keys,
      List<ValueIndex> columns,
      List<ValueIndex> pairs,
      int[] positions,
      int[] order) {
    this.keys = keys;
    this.columns = columns;
    this.pairs = pairs;
    this.positions = positions;
    this.order = order;
  }

  /**
   * Indexes the columns of a request whose entities one statement may ask for.
   *
   * @param columns one for each key, the root first: integers or strings of which none is missing;
   *     all of one length but for those of length 1, which stand for any number of rows
   */
  public static KeyIndex of(List<Items> columns) {
    return of(columns, Partitioning.UNKNOWN, Integer.MAX_VALUE);
  }

  /**
   * Indexes the columns of a request.
   *
   * @param columns as above
   * @param partitioning where the table has each root key's rows
   * @param rootKeysPerStatement more root keys than these are put in the order of their partitions
   */
  public static KeyIndex of(
      List<Items> columns, Partitioning partitioning, int rootKeysPerStatement) {
    int rows = 0;
    List<ValueIndex> indexes = new ArrayList<>(columns.size());
    for (Items column : columns) {
      rows = Math.max(rows, column.size());
      indexes.add(ValueIndex.of(column));
    }
    List<ValueIndex> pairs = new ArrayList<>();
    ValueIndex entities = indexes.get(0);
    for (ValueIndex next : indexes.subList(1, indexes.size())) {
      long[] numbers = new long[Math.max(entities.rows(), next.rows())];
      for (int row = 0; row < numbers.length; row++) {
        numbers[row] = pair(entities.number(row), next.number(row));
      }
      entities = ValueIndex.of(numbers);
      pairs.add(entities);
    }
    int[] firstRows = firstRows(entities, rows);
    ValueIndex roots = indexes.get(0);
    int[] partitions =
        roots.size() > rootKeysPerStatement
            ? roots.partitions(partitioning)
            : new int[roots.size()];
    int[] order = places(ofRoots(places(partitions), roots, firstRows));
    int[] positions = new int[rows];
    for (int row = 0; row < rows; row++) {
      positions[row] = order[entities.number(row)];
    }
    int[] rowsInOrder = new int[order.length];
    for (int entity = 0; entity < order.length; entity++) {
      rowsInOrder[order[entity]] = firstRows[entity];
    }
    EntityKeys keys =
        new EntityKeys(
            columns.stream().map(column -> select(column, rowsInOrder)).toList(),
            ends(ofRoots(partitions, roots, firstRows)));
    return new KeyIndex(keys, indexes, pairs, positions, order);
  }

  private static long pair(int first, int second) {
    return (long) first << 32 | second;
  }

  private static int[] firstRows(ValueIndex entities, int rows) {
    int[] firstRows = new int[entities.size()];
    for (int row = rows - 1; row >= 0; row--) {
      firstRows[entities.number(row)] = row;
    }
    return firstRows;
  }

  /** Returns the place of each of some things in the order of their ranks, at least 0. */
  private static int[] places(int[] ranks) {
    int[] ends = ends(ranks);
    int[] places = new int[ranks.length];
    for (int thing = ranks.length - 1; thing >= 0; thing--) {
      places[thing] = --ends[ranks[thing]];
    }
    return places;
  }

  /** Returns, of each rank, the place after its last thing in the order of ranks. */
  private static int[] ends(int[] ranks) {
    int[] ends = new int[Arrays.stream(ranks).max().orElse(0) + 1];
    for (int rank : ranks) {
      ends[rank]++;
    }
    for (int rank = 1; rank < ends.length; rank++) {
      ends[rank] += ends[rank - 1];
    }
    return ends;
  }

  /** Returns something of the root of each entity. */
  private static int[] ofRoots(int[] some, ValueIndex roots, int[] firstRows) {
    int[] all = new int[firstRows.length];
    for (int entity = 0; entity < all.length; entity++) {
      all[entity] = some[roots.number(firstRows[entity])];
    }
    return all;
  }

  private static Items select(Items column, int[] rows) {
    Items.Builder selected = Items.builder(column.type(), rows.length);
    for (int row : rows) {
      int at = column.size() == 1 ? 0 : row;
      if (column.type() == ScalarType.STRING) {
        selected.add(column.string(at));
      } else {
        selected.add(column.int64(at));
      }
    }
    return selected.build();
  }

  /**
   * Returns the different entities: those of one root side by side, and, where they take several
   * statements, those of one partition; within it the roots in the order of their first rows, as
   * the entities of each.
   */
  public EntityKeys keys() {
    return keys;
  }

  /** Returns how many rows there are. */
  public int rows() {
    return positions.length;
  }

  /** Returns which of {@link #keys} a row is about. */
  public int position(int row) {
    return positions[row];
  }

  /**
   * Returns which of {@link #keys} the first columns of a row name; {@link #NOT_ASKED_FOR} when its
   * statement asked for each key, but not for these together.
   *
   * @throws MalformedAnswerException when any key is one that nobody asked for
   */
  int find(Chunk chunk, int row) {
    PinotTable table = chunk.rows();
    int entity = number(table, row, 0);
    for (int column = 1; column < columns.size(); column++) {
      int value = number(table, row, column);
      entity = entity < 0 ? entity : pairs.get(column - 1).find(pair(entity, value));
    }
    int position = entity < 0 ? NOT_ASKED_FOR : order[entity];
    // Another statement asked for what is outside the range: there it is counted.
    return position >= chunk.from() && position < chunk.to() ? position : NOT_ASKED_FOR;
  }

  private int number(PinotTable table, int row, int column) {
    int number = columns.get(column).find(table, row, column);
    if (number < 0) {
      throw new MalformedAnswerException(
          String.format(
              "%s: %s (expected: one of those asked for)",
              table.columns().get(column), table.string(row, column)));
    }
    return number;
  }
}

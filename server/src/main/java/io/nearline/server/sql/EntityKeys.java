package io.nearline.server.sql;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.pinot.PinotTable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The entities that a statement asks for: one column for each key of their kind, the root first,
 * and one row for each entity. Immutable.
 */
public final class EntityKeys {
  private final List<Items> columns;
  private final List<Items> values;

  /** After which rows another partition of the table begins, ascending; the last is the end. */
  private final int[] partitionEnds;

  /**
   * Makes keys of columns.
   *
   * @param columns at least one, of equal lengths, integers or strings of which none is missing; no
   *     two rows are equal, and those that are equal in the first column are side by side
   */
  public EntityKeys(List<Items> columns) {
    this(columns, new int[] {columns.get(0).size()});
  }

  /**
   * Makes keys of columns whose rows are in the order of their table's partitions.
   *
   * @param columns as above
   * @param partitionEnds the row after the last of each partition, ascending; the last is how many
   *     there are
   */
  public EntityKeys(List<Items> columns, int[] partitionEnds) {
    this.columns = List.copyOf(columns);
    this.partitionEnds = partitionEnds.clone();
    this.values =
        columns.size() == 1
            ? this.columns
            : this.columns.stream().map(EntityKeys::distinct).toList();
  }

  /** Returns the entities whose only key is in a column. */
  public static EntityKeys of(Items column) {
    return new EntityKeys(List.of(column));
  }

  /** Returns how many entities there are. */
  public int size() {
    return columns.get(0).size();
  }

  /** Returns how many different root keys there are. */
  public int rootKeys() {
    return values.get(0).size();
  }

  /** Returns a key of all entities. */
  public Items column(int key) {
    return columns.get(key);
  }

  /** Returns the different values of a key, in the order of their first rows. */
  Items values(int key) {
    return values.get(key);
  }

  /**
   * Returns how many entities a condition lets through that asks for each key by itself: those of
   * any value of one key with any value of another. At least {@link #size}.
   */
  long combinations() {
    double combinations = 1;
    for (Items key : values) {
      combinations *= key.size();
    }
    return (long) combinations;
  }

  /** Returns the entities from one row to before another. */
  public EntityKeys slice(int from, int to) {
    return from == 0 && to == size()
        ? this
        : new EntityKeys(columns.stream().map(column -> column.slice(from, to)).toList());
  }

  /**
   * Returns where the statement ends that begins at a row, if one may ask for so many root keys:
   * the rows from there on take as few statements as can be, and of the ends that allow it this is
   * one of a partition, so that statements ask few of them, and about as long as the others. Where
   * no partition ends, it asks for as many as it may.
   *
   * @param from a row, less than {@link #size}
   * @param rootKeys at least 1
   */
  public int after(int from, int rootKeys) {
    int left = rootKeysFrom(from);
    int statements = (left - 1) / rootKeys + 1;
    if (statements == 1) {
      return size();
    }
    int least = afterRoots(from, left - (statements - 1) * rootKeys);
    int most = afterRoots(from, rootKeys);
    int equal = afterRoots(from, (left - 1) / statements + 1);
    return nearPartitionEnd(equal, least, most);
  }

  /**
   * Returns the end of a partition in a range, the nearest to a row; the range's if there is none.
   */
  private int nearPartitionEnd(int row, int least, int most) {
    int place = Arrays.binarySearch(partitionEnds, row);
    if (place >= 0) {
      return row;
    }
    int next = partitionEnds[-place - 1];
    int before = place == -1 ? 0 : partitionEnds[-place - 2];
    if (before >= least && (next > most || row - before <= next - row)) {
      return before;
    }
    return Math.min(most, next);
  }

  private int rootKeysFrom(int from) {
    if (columns.size() == 1 || from == 0) {
      return rootKeys() - from;
    }
    int rootKeys = 0;
    for (int row = from; row < size(); row = afterRoots(row, 1)) {
      rootKeys++;
    }
    return rootKeys;
  }

  /** Returns the row after the last that has one of the next so many root keys. */
  private int afterRoots(int from, int rootKeys) {
    if (columns.size() == 1) {
      return from + rootKeys;
    }
    Items roots = columns.get(0);
    int seen = 1;
    int to = from + 1;
    while (to < size() && (equal(roots, to, to - 1) || seen++ < rootKeys)) {
      to++;
    }
    return to;
  }

  /** Returns a number that differs between any two entities but for a chance of about 2^-64. */
  public long hash(int entity) {
    long hash = 0;
    for (Items column : columns) {
      hash =
          column.type() == ScalarType.STRING
              ? with(hash, column.string(entity))
              : mixed(hash ^ column.int64(entity));
    }
    return hash;
  }

  /** Returns the same number for the entity of a row that Pinot answered, its keys first. */
  public long hash(PinotTable rows, int row) {
    long hash = 0;
    for (int column = 0; column < columns.size(); column++) {
      hash =
          columns.get(column).type() == ScalarType.STRING
              ? with(hash, rows.string(row, column))
              : mixed(hash ^ rows.int64(row, column));
    }
    return hash;
  }

  private static long with(long hash, String text) {
    long all = hash;
    for (int i = 0; i < text.length(); i++) {
      all = mixed(all ^ text.charAt(i));
    }
    return mixed(all);
  }

  /** The finalizer of SplitMix64, see Steele, Lea and Flood, OOPSLA 2014. */
  private static long mixed(long hash) {
    long mixed = hash + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /** Returns a key of an entity as text, strings in quotes: for messages. */
  public String text(int key, int entity) {
    Items column = columns.get(key);
    return column.type() == ScalarType.STRING
        ? '"' + column.string(entity) + '"'
        : column.text(entity);
  }

  /** Returns all keys of an entity as text: for messages. */
  public String text(int entity) {
    return IntStream.range(0, columns.size())
        .mapToObj(key -> text(key, entity))
        .collect(Collectors.joining(", "));
  }

  private static Items distinct(Items column) {
    Items.Builder distinct = Items.builder(column.type(), column.size());
    if (column.type() == ScalarType.STRING) {
      Set<String> seen = new HashSet<>();
      IntStream.range(0, column.size())
          .mapToObj(column::string)
          .filter(seen::add)
          .forEach(distinct::add);
    } else {
      IntStream.range(0, column.size()).mapToLong(column::int64).distinct().forEach(distinct::add);
    }
    return distinct.build();
  }

  private static boolean equal(Items column, int row, int other) {
    return column.type() == ScalarType.STRING
        ? column.string(row).equals(column.string(other))
        : column.int64(row) == column.int64(other);
  }
}

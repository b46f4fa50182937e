package io.nearline.server.plan;

import io.nearline.server.pinot.PinotTable;
import io.nearline.server.sql.EntityKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many rows the entities of a lookup have, as far as fetches have shown: a moving average, and
 * apart from it those few entities that have many more. Starts with an assumption. Nothing that it
 * says makes an answer wrong, only dear. Thread-safe.
 */
public final class RowHistory {
  /** What is assumed before anything is known. */
  static final double AT_FIRST = 10;

  /** The weight of one fetch in the average. */
  private static final double WEIGHT = 1.0 / 16;

  /** So many times the average one entity that filled a fetch alone counts in it, at most. */
  private static final double MOST_OF_ONE = 4;

  /** How far one call forgets the average, where it forbids fetches and so can't be renewed. */
  private static final double RELAXATION = 1.0 / 1024;

  /** How many entities with many rows are known at most. A power of two. */
  private static final int PLACES = 1024;

  /** An entity with many rows is tried again after so many calls: windows slide. Less than 2^8. */
  private static final int CALLS = 200;

  private static final long COUNT = 0xff;

  private final AtomicLong average = new AtomicLong(Double.doubleToLongBits(AT_FIRST));

  /**
   * Entities with many rows, each at a place that its hash decides: all bits of the hash but the
   * last eight, which count the calls that are left. 0: none.
   */
  private final AtomicLongArray many = new AtomicLongArray(PLACES);

  /** Returns the average. */
  public double perEntity() {
    return Double.longBitsToDouble(average.get());
  }

  /** Learns of a fetch that brought all rows of some entities. */
  public void fetched(int entities, int rows) {
    move((double) rows / entities, WEIGHT);
  }

  /**
   * Learns of a fetch that was given up.
   *
   * @param rows those that had come by then, the keys in their first columns
   */
  public void filled(EntityKeys keys, PinotTable rows) {
    Map<Long, Integer> rowsOf = new HashMap<>();
    for (int row = 0; row < rows.rows(); row++) {
      rowsOf.merge(keys.hash(rows, row), 1, Integer::sum);
    }
    boolean isOnesFault = false;
    for (Map.Entry<Long, Integer> entity : rowsOf.entrySet()) {
      if (2 * entity.getValue() > rows.rows()) {
        long hash = entity.getKey();
        many.set(place(hash), (hash & ~COUNT) | CALLS);
        isOnesFault = true;
      }
    }
    if (keys.size() == 1) {
      // One entity tells little of the others, however many rows it has.
      move(Math.min(rows.rows(), MOST_OF_ONE * perEntity()), WEIGHT);
    } else if (!isOnesFault) {
      fetched(keys.size(), rows.rows());
    }
  }

  /** Returns whether any of some entities is known for many rows. */
  boolean isAnyKnownForMany(EntityKeys keys) {
    for (int entity = 0; entity < keys.size(); entity++) {
      if (isKnown(keys.hash(entity))) {
        return true;
      }
    }
    return false;
  }

  /** Counts that no rows were fetched of some entities since one of them is known for many. */
  void passedOver(EntityKeys keys) {
    for (int entity = 0; entity < keys.size(); entity++) {
      long hash = keys.hash(entity);
      if (isKnown(hash)) {
        many.updateAndGet(place(hash), known -> (known & COUNT) == 0 ? known : known - 1);
      }
    }
  }

  private boolean isKnown(long hash) {
    long known = many.get(place(hash));
    return (known & COUNT) != 0 && (known & ~COUNT) == (hash & ~COUNT);
  }

  /** Forgets a little. */
  void relax() {
    move(AT_FIRST, RELAXATION);
  }

  private void move(double towards, double weight) {
    average.updateAndGet(
        bits -> {
          double before = Double.longBitsToDouble(bits);
          return Double.doubleToLongBits(before + weight * (towards - before));
        });
  }

  private static int place(long hash) {
    return (int) (hash >>> 32) & (PLACES - 1);
  }
}

package io.nearline.server.serving;

import io.nearline.features.value.Items;
import io.nearline.server.batch.BatchWork.Room;
import io.nearline.server.config.Limits;
import java.util.List;

/**
 * What fits into a batch: of each lookup a number of root keys, and what one statement may have of
 * characters, and, where entities have several keys, of their combinations, for Pinot may find a
 * group or row of each. Equal keys of two callers count twice. One call always fits. Not
 * thread-safe.
 */
final class StatementRoom implements Room<BoundRequest> {
  private final Limits limits;
  private final int[] rootKeys;
  private long[][] keys = new long[0][];
  private long characters;

  /**
   * Makes room.
   *
   * @param rootKeys how many root keys of each lookup fit in
   */
  StatementRoom(Limits limits, int[] rootKeys) {
    this.limits = limits;
    this.rootKeys = rootKeys;
  }

  @Override
  public boolean takes(BoundRequest call) {
    long[][] more = with(call.columns());
    long moreCharacters = characters + call.keyCharacters();
    if (keys.length > 0 && (moreCharacters > limits.statementCharacters() || isTooMany(more))) {
      return false;
    }
    keys = more;
    characters = moreCharacters;
    return true;
  }

  private long[][] with(List<List<Items>> columns) {
    long[][] more = new long[columns.size()][];
    for (int lookup = 0; lookup < more.length; lookup++) {
      more[lookup] = new long[columns.get(lookup).size()];
      for (int key = 0; key < more[lookup].length; key++) {
        long before = keys.length == 0 ? 0 : keys[lookup][key];
        more[lookup][key] = before + columns.get(lookup).get(key).size();
      }
    }
    return more;
  }

  private boolean isTooMany(long[][] lookups) {
    for (int i = 0; i < lookups.length; i++) {
      long[] lookup = lookups[i];
      double combinations = 1;
      for (long key : lookup) {
        combinations *= key;
      }
      if (lookup[0] > rootKeys[i] || (lookup.length > 1 && combinations > limits.groups())) {
        return true;
      }
    }
    return false;
  }
}

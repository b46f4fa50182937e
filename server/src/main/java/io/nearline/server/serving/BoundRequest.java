package io.nearline.server.serving;

import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.batch.Lookup.Completeness;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request whose names and columns were checked against its plan.
 *
 * @param plan the plan
 * @param columns of each of the plan's lookups, the columns of its keys, the root's first
 * @param values the values that came with the call
 * @param asOfMillis where all windows end, in epoch milliseconds; empty: when it is sent
 * @param maxStaleness older data than this makes values STALE
 * @param completeness what a part that fails means for the whole
 * @param deadline until when statements are worth waiting for
 */
record BoundRequest(
    Plan plan,
    List<List<Items>> columns,
    RequestValues values,
    OptionalLong asOfMillis,
    Optional<Duration> maxStaleness,
    Completeness completeness,
    Deadline deadline) {
  private static final int CHARACTERS_OF_AN_INTEGER = 22;
  private static final int CHARACTERS_AROUND_A_STRING = 4;

  /** Copies. */
  BoundRequest {
    columns = List.copyOf(columns);
  }

  /** Returns how many rows the longest column has. */
  int rows() {
    int rows = 0;
    for (List<Items> lookup : columns) {
      for (Items column : lookup) {
        rows = Math.max(rows, column.size());
      }
    }
    return rows;
  }

  /** Returns how many characters its keys add to the longest of its statements, at most. */
  int keyCharacters() {
    int most = 0;
    for (List<Items> lookup : columns) {
      int characters = 0;
      for (Items column : lookup) {
        characters += characters(column);
      }
      most = Math.max(most, characters);
    }
    return most;
  }

  private static int characters(Items column) {
    if (column.type() != ScalarType.STRING) {
      return CHARACTERS_OF_AN_INTEGER * column.size();
    }
    int characters = CHARACTERS_AROUND_A_STRING * column.size();
    for (int i = 0; i < column.size(); i++) {
      characters += column.string(i).length();
    }
    return characters;
  }
}

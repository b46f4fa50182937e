package io.nearline.server.batch;

import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotTable;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of one statement of a lookup.
 *
 * @param tables the rows, of each chunk of keys one table
 * @param shortfalls what is missing; empty when the answer is whole
 */
public record StatementAnswer(List<PinotTable> tables, List<Shortfall> shortfalls) {

  /**
   * A range of keys for which not everything came.
   *
   * @param from the index of the first key
   * @param to the index after the last
   * @param cause why; kind PARTIAL when some rows came
   */
  public record Shortfall(int from, int to, PinotException cause) {}

  /** Copies. */
  public StatementAnswer {
    tables = List.copyOf(tables);
    shortfalls = List.copyOf(shortfalls);
  }

  StatementAnswer and(StatementAnswer other) {
    List<PinotTable> allTables = new ArrayList<>(tables);
    allTables.addAll(other.tables);
    List<Shortfall> allShortfalls = new ArrayList<>(shortfalls);
    allShortfalls.addAll(other.shortfalls);
    return new StatementAnswer(allTables, allShortfalls);
  }
}

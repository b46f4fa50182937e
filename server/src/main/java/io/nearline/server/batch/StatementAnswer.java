package io.nearline.server.batch;

import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotTable;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of one statement of a lookup.
 *
 * @param chunks the rows that came, of each chunk of keys
 * @param shortfalls what is missing; empty when the answer is whole
 */
public record StatementAnswer(List<Chunk> chunks, List<Shortfall> shortfalls) {

  /**
   * The rows of one range of keys. Where entities have several keys, rows of entities outside the
   * range may be among them: of those that share each key with one inside.
   *
   * @param from the index of the first key
   * @param to the index after the last
   * @param rows the rows
   */
  public record Chunk(int from, int to, PinotTable rows) {}

  /**
   * A range of keys for which not everything came.
   *
   * @param from the index of the first key
   * @param to the index after the last
   * @param cause why; kind PARTIAL when some rows came
   */
  public record Shortfall(int from, int to, PinotException cause) {}

  static final StatementAnswer NOTHING = new StatementAnswer(List.of(), List.of());

  /** Copies. */
  public StatementAnswer {
    chunks = List.copyOf(chunks);
    shortfalls = List.copyOf(shortfalls);
  }

  StatementAnswer and(StatementAnswer other) {
    List<Chunk> allChunks = new ArrayList<>(chunks);
    allChunks.addAll(other.chunks);
    List<Shortfall> allShortfalls = new ArrayList<>(shortfalls);
    allShortfalls.addAll(other.shortfalls);
    return new StatementAnswer(allChunks, allShortfalls);
  }
}

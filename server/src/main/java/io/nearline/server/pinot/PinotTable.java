package io.nearline.server.pinot;

import java.util.List;
import java.util.OptionalLong;

/** The rows of an answer. Immutable. Columns and rows count from 0. */
public interface PinotTable {

  /** Returns the columns' names. */
  List<String> columns();

  /** Returns the number of rows. */
  int rows();

  /**
   * Returns an integer; a double without fraction is converted.
   *
   * @throws MalformedAnswerException when the cell is no 64-bit integer, or a double beyond ±2^53,
   *     which may stand for another integer
   */
  long int64(int row, int column);

  /** Returns a number; Pinot's texts for infinities and NaN are converted. */
  double float64(int row, int column);

  /** Returns a text; a number is converted to its decimal text. */
  String string(int row, int column);

  /** Returns a multi-value column's numbers. */
  float[] vector(int row, int column);

  /**
   * Returns the instant up to which the consuming segments asked had everything, in epoch
   * milliseconds; empty when none was asked.
   */
  OptionalLong freshThroughMillis();
}

package io.nearline.server.reload;

/** What came of an attempt to serve changed definitions. */
enum Outcome {
  /** They are served. */
  OK,
  /** The directory can't be read, or a file can't be used. */
  INVALID,
  /** A served definition changed under its version. */
  CHANGED,
  /** Pinot lacks a column, or could not be asked. */
  NOT_READY,
  /** The program failed. */
  DEFECT
}

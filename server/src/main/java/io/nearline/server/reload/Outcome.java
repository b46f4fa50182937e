package io.nearline.server.reload;

/** What came of an attempt to serve changed definitions. */
enum Outcome {
  /** They are served. */
  OK,
  /** The directory can't be read, or a file can't be used, or a served definition changed. */
  INVALID,
  /** Pinot lacks a column, or could not be asked. */
  NOT_READY,
  /** The program failed. */
  DEFECT
}

package io.nearline.cli.demo;

/** What ingest must make of an event. */
public enum Fate {
  /** An action. */
  ACTION,
  /** Nothing: the filter leaves it out. */
  FILTERED,
  /** Nothing: its event id has been seen. */
  DUPLICATE,
  /** A dead letter. */
  DEAD
}

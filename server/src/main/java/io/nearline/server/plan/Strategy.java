package io.nearline.server.plan;

/** Who computes a feature that both Pinot and the evaluator can compute. */
public enum Strategy {
  /** The planner decides. */
  PLANNED,
  /** Pinot aggregates. */
  AGGREGATE,
  /** The evaluator does, over fetched rows. */
  ROWS
}

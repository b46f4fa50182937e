package io.nearline.server.config;

/** Whether requests that come while Pinot is busy are answered together. */
public enum Coalescing {
  /** They are. */
  ON,
  /** Each is sent at once and alone: for comparison. */
  OFF
}

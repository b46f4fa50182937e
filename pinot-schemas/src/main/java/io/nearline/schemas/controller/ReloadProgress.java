package io.nearline.schemas.controller;

/**
 * How far the reload of a table's segments is.
 *
 * @param segments how many are to be reloaded
 * @param reloaded how many are
 * @param failedServers how many servers didn't say
 */
public record ReloadProgress(int segments, int reloaded, int failedServers) {

  /** Returns whether all servers have reloaded all segments. */
  public boolean isDone() {
    return failedServers == 0 && reloaded >= segments;
  }
}

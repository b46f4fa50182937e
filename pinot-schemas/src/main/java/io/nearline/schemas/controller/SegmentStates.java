package io.nearline.schemas.controller;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where the segments of a real-time table are.
 *
 * @param ideal the state that each server should have each segment in: segment → server → state
 * @param actual the state that it has
 */
public record SegmentStates(
    Map<String, Map<String, String>> ideal, Map<String, Map<String, String>> actual) {
  private static final String CONSUMING = "CONSUMING";

  /** Copies the states. */
  public SegmentStates {
    ideal = new TreeMap<>(ideal);
    actual = new TreeMap<>(actual);
  }

  /** Returns whether there are segments, and all servers have them as they should. */
  public boolean isSettled() {
    return !ideal.isEmpty() && ideal.equals(actual);
  }

  /** Returns the segments that some server consumes into. */
  public Set<String> consuming() {
    return actual.entrySet().stream()
        .filter(segment -> segment.getValue().containsValue(CONSUMING))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}

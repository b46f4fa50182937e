package io.nearline.ingest.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a pattern remembers of one actor. Not thread-safe. */
public final class ActorState {
  /** The newest timestamp, as far as it was not in the future. */
  long newest = Long.MIN_VALUE;

  /** The processing time at which the last action arrived, in epoch milliseconds. */
  long arrived = Long.MIN_VALUE;

  /** Where the last action that was matched stands. */
  @Nullable Position matched;

  /** The actions that wait to be put in order. */
  final NavigableSet<StepAction> held = new TreeSet<>();

  /**
   * The unfinished sequences: by their first step; among those of one first step, by the second,
   * and so on, each before the one that it continues.
   */
  List<List<StepAction>> runs = new ArrayList<>();

  /** Returns whether actions wait to be put in order. */
  public boolean holds() {
    return !held.isEmpty();
  }
}

package io.nearline.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts compared cells, and keeps what differs. A cell is one feature of one entity. */
public final class Cells {
  /** How many cells each of the three data sets has at least: 100,000 together. */
  public static final int LEAST_OF_A_DATA_SET = 34_000;

  private static final int SHOWN_OF_A_FEATURE = 3;
  private static final int SHOWN = 60;

  private final String name;
  private final String repeat;
  private final long begin = System.nanoTime();
  private final List<String> differences = new ArrayList<>();
  private final Map<String, Integer> byFeature = new TreeMap<>();
  private long cells;
  private long comparisons;
  private long bothWays;
  private long withActions;
  private long differing;

  /**
   * Begins to count.
   *
   * @param name what is compared
   * @param repeat how to compare the same again
   */
  public Cells(String name, String repeat) {
    this.name = name;
    this.repeat = repeat;
    System.out.println(name + ": " + repeat);
  }

  /** Counts a cell, which has actions or not. */
  public void cell(boolean withActions) {
    cells++;
    this.withActions += withActions ? 1 : 0;
  }

  /** Counts a cell that both strategies compute. */
  void bothWays() {
    bothWays++;
  }

  /** Counts a comparison of a cell of which all is as it should be. */
  public void same() {
    comparisons++;
  }

  /** Keeps a comparison of a cell that fails. */
  public void differs(String feature, String what) {
    comparisons++;
    differing++;
    int ofFeature = byFeature.merge(feature, 1, Integer::sum);
    if (ofFeature <= SHOWN_OF_A_FEATURE && differences.size() < SHOWN) {
      differences.add(what);
    }
  }

  /** Returns how many cells there were. */
  public long count() {
    return cells;
  }

  /** Returns how many of them had actions. */
  public long withActions() {
    return withActions;
  }

  /** Prints what was counted, and fails if anything differed. */
  public void hold() {
    System.out.printf(
        "%s: %,d cells, %,d of them computed by both strategies, %,d with actions: %,d comparisons, %,d"
            + " mismatches in %d s%n",
        name,
        cells,
        bothWays,
        withActions,
        comparisons,
        differing,
        (System.nanoTime() - begin) / 1_000_000_000);
    assertThat(differences)
        .as(
            "%s: %d of %d comparisons differ, by feature %s; repeat: %s",
            name, differing, comparisons, byFeature, repeat)
        .isEmpty();
  }
}

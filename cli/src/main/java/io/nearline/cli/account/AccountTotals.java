package io.nearline.cli.account;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The account, summed over partitions.
 *
 * @param counts by {@code pipeline|outcome|reason}, as ingest names them
 */
public record AccountTotals(SortedMap<String, Long> counts) {
  private static final String DEAD = "dead";

  /** Copies. */
  public AccountTotals {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /** Sums up counts by {@code pipeline|outcome|reason|partition}. */
  static AccountTotals of(Map<String, Long> byPartition) {
    SortedMap<String, Long> counts = new TreeMap<>();
    byPartition.forEach(
        (key, count) -> counts.merge(key.substring(0, key.lastIndexOf('|')), count, Long::sum));
    return new AccountTotals(counts);
  }

  /** Returns how many events were read. */
  public long in() {
    return sum("in");
  }

  /** Returns how many events became an action. */
  public long actions() {
    return sum("action");
  }

  /** Returns how many events were left out. */
  public long filtered() {
    return sum("filtered");
  }

  /** Returns how many events were actions already. */
  public long duplicates() {
    return sum("duplicate");
  }

  /** Returns how many events became dead letters. */
  public long dead() {
    return sum(DEAD);
  }

  /** Returns how many actions patterns have emitted, which no event became. */
  public long emitted() {
    return sum("emitted");
  }

  /** Returns how many records a topic of all actions has, and so its table. */
  public long rows() {
    return actions() + emitted();
  }

  /** Returns whether every event that was read became one thing. */
  public boolean addsUp() {
    return in() == actions() + filtered() + duplicates() + dead();
  }

  /** Returns the dead letters by their reason. */
  public SortedMap<String, Long> deadByReason() {
    SortedMap<String, Long> reasons = new TreeMap<>();
    counts.forEach(
        (key, count) -> {
          String[] parts = key.split("\\|", -1);
          if (parts[1].equals(DEAD)) {
            reasons.merge(parts[2], count, Long::sum);
          }
        });
    return reasons;
  }

  private long sum(String outcome) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().split("\\|", -1)[1].equals(outcome))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}

package io.nearline.features.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the existing name that an unknown one was probably meant to be. */
public final class Nearest {
  private Nearest() {}

  /**
   * Returns the name with the least Levenshtein distance to {@code unknown}, the first by order
   * among equals; empty when none is closer than half of the longer name's length, and when {@code
   * unknown} is longer than {@link Excerpt#LONGEST}: what that costs grows with its length.
   */
  public static Optional<String> of(String unknown, Collection<String> names) {
    if (unknown.length() > Excerpt.LONGEST) {
      return Optional.empty();
    }
    return names.stream()
        .filter(name -> 2 * distance(unknown, name) <= Math.max(unknown.length(), name.length()))
        .min(
            Comparator.comparingInt((String name) -> distance(unknown, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}

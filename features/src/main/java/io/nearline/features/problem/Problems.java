package io.nearline.features.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of a configuration, so that all are reported at once. Not thread-safe. */
public final class Problems {
  private final List<Problem> problems = new ArrayList<>();

  /** Adds a problem. */
  public void add(Problem problem) {
    problems.add(problem);
  }

  /** Returns whether there is none. */
  public boolean isEmpty() {
    return problems.isEmpty();
  }

  /** Returns how many there are. */
  public int count() {
    return problems.size();
  }

  /** Returns them all, by file and line. */
  public List<Problem> sorted() {
    return problems.stream().sorted().toList();
  }

  /**
   * Ends a check.
   *
   * @throws InvalidConfigurationException with all the problems, when there are any
   */
  public void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new InvalidConfigurationException(sorted());
    }
  }
}

package io.nearline.features.problem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects the problems of a configuration, so that all are reported at once. Not thread-safe. */
public final class Problems {
  /** In the path of a problem, the combination of a matrix that has it. */
  private static final Pattern COMBINATION = Pattern.compile("\\{.*}");

  private final List<Problem> problems = new ArrayList<>();
  private final Set<Problem> known = new HashSet<>();

  /**
   * Adds a problem, unless an equal one is there: of those that differ in nothing but the
   * combination of a matrix, in braces in their paths, the first is kept.
   */
  public void add(Problem problem) {
    Problem anyCombination =
        new Problem(
            problem.file(),
            problem.line(),
            COMBINATION.matcher(problem.path()).replaceFirst("{}"),
            problem.value(),
            problem.expectation());
    if (known.add(anyCombination)) {
      problems.add(problem);
    }
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

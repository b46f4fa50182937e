package io.nearline.features.problem;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that can't be used; carries everything that is wrong with it. */
public final class InvalidConfigurationException extends RuntimeException {
  private final transient List<Problem> problems;

  /**
   * Makes the exception of at least one problem.
   *
   * @throws IllegalArgumentException when there is none
   */
  public InvalidConfigurationException(List<Problem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** Returns all the problems, by file and line. */
  public List<Problem> problems() {
    return problems;
  }

  private static String message(List<Problem> problems) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("problems: none (expected: at least one)");
    }
    return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }
}

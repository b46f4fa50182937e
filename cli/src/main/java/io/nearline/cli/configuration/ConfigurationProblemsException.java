package io.nearline.cli.configuration;

import java.util.List;

/** A configuration directory in which something is wrong; carries all of it, whoever found it. */
public final class ConfigurationProblemsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * Makes the exception.
   *
   * @param problems at least one, a line each
   */
  ConfigurationProblemsException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** Returns the problems, a line each, by file. */
  public List<String> problems() {
    return problems;
  }
}

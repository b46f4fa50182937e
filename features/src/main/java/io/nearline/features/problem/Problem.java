package io.nearline.features.problem;

/**
 * One thing that is wrong with a configuration.
 *
 * @param file the file's path, relative to the configuration directory
 * @param line the line, from 1; 0 when the problem is the file as a whole
 * @param path the place within the file, such as {@code features[2].windows[0]}; empty for the
 *     whole file
 * @param value what stands there, as written; empty when something is absent
 * @param expectation what should stand there
 */
public record Problem(String file, int line, String path, String value, String expectation)
    implements Comparable<Problem> {

  /** Returns the problem in one line: {@code file:line: path: value (expected: expectation)}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
    }
    text.append(": ");
    if (!path.isEmpty()) {
      text.append(path).append(": ");
    }
    text.append(value.isEmpty() ? "nothing" : value);
    return text.append(" (expected: ").append(expectation).append(')').toString();
  }

  /** Orders by file, then line. */
  @Override
  public int compareTo(Problem other) {
    int byFile = file.compareTo(other.file);
    return byFile != 0 ? byFile : Integer.compare(line, other.line);
  }
}

package io.nearline.features.yaml;

import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;

/**
 * Where a YAML node stands.
 *
 * @param file the file's path, relative to the configuration directory
 * @param line the line, from 1
 * @param path the path within the file, such as {@code features[2].windows}; empty for the root. It
 *     may have a combination of a matrix in braces: {@code matrix[0]{verb: view}.windows}
 * @param problems where the problems of this file are collected
 */
public record Place(String file, int line, String path, Problems problems) {

  /** Reports that {@code value} stands here where {@code expectation} was expected. */
  public void report(String value, String expectation) {
    problems.add(new Problem(file, line, path, value, expectation));
  }

  Place child(String key, int childLine) {
    return new Place(file, childLine, path.isEmpty() ? key : path + "." + key, problems);
  }

  Place item(int index, int itemLine) {
    return new Place(file, itemLine, path + "[" + index + "]", problems);
  }
}

package io.nearline.schemas.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;

/** Collects what is wrong with one document. */
record Findings(String file, Problems problems) {

  void add(String path, String value, String expectation) {
    problems.add(new Problem(file, 0, path, value, expectation));
  }

  /** Reports a node unless its text is the expected one. */
  void expectText(String path, JsonNode node, String expected) {
    if (!node.asText().equals(expected)) {
      add(path, text(node), expected);
    }
  }

  /** Returns a node's value as a message shows it; empty for an absent one. */
  static String text(JsonNode node) {
    return node.isMissingNode() ? "" : node.isValueNode() ? node.asText() : node.toString();
  }
}

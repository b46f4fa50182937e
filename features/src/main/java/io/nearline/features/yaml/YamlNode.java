package io.nearline.features.yaml;

/** A node of a YAML document: a mapping, a sequence or a scalar. */
public sealed interface YamlNode permits YamlMapping, YamlSequence, YamlScalar {

  /** Returns where the node stands. */
  Place place();

  /**
   * Returns what the node is, in words, for messages: {@code a mapping}, {@code a list}, or the
   * scalar itself.
   */
  String describe();
}

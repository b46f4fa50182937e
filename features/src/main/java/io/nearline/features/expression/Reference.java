package io.nearline.features.expression;

import java.util.Optional;

/**
 * A feature as an expression names it: {@code applies_24h} is one of the expression's own set,
 * {@code job_ranking.applies_24h} one of the set of that name.
 *
 * @param set the set's name; empty: the expression's own set
 * @param name the feature's name in its set
 * @param place where it first stands in the text, such as {@code at 1:7}
 */
public record Reference(Optional<String> set, String name, String place) {

  /** Returns it as written. */
  public String text() {
    return set.map(of -> of + ".").orElse("") + name;
  }
}

package io.nearline.schemas;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributesFile;
import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;

/** Catalogues for tests. */
public final class Catalogues {
  private static final String ALL_TYPES =
      """
      attributes:
        actorAttributes.industry:   {type: string}
        actorAttributes.score:      {type: int64, column: actorScore}
        verbAttributes.logged_in:   {type: bool, column: verbLoggedIn}
        objectAttributes.embedding: {type: vector, dimension: 3, column: objectEmbedding}
        objectAttributes.geo:       {type: string, column: objectGeo, max_length: 100}
        objectAttributes.price:     {type: double, column: objectPrice}
      entities:
        actor:  {table: actions, type: int64, retention: 96h}
        object: {table: actions_by_object, type: string, retention: 48h}
      """;

  private Catalogues() {}

  /** Returns a catalogue that promotes an attribute of every type. */
  public static AttributeCatalogue allTypes() {
    return parse(ALL_TYPES);
  }

  /** Returns {@link #allTypes} after a textual change. */
  public static AttributeCatalogue allTypesBut(String from, String to) {
    if (!ALL_TYPES.contains(from)) {
      throw new IllegalArgumentException(from + " (expected: a part of the text)");
    }
    return parse(ALL_TYPES.replace(from, to));
  }

  /** Reads a text that must be right. */
  public static AttributeCatalogue parse(String text) {
    Problems problems = new Problems();
    AttributeCatalogue catalogue =
        AttributesFile.read(
            StrictYaml.parse(AttributesFile.NAME, text, problems)
                .orElseThrow(() -> new IllegalArgumentException(problems.sorted().toString())));
    problems.throwIfAny();
    return catalogue;
  }
}

package io.nearline.features;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributesFile;
import io.nearline.features.field.Field;
import io.nearline.features.field.Fields;
import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;

/** The attributes that the tests of this module declare. */
public final class TestAttributes {
  /** The file. */
  public static final String YAML =
      """
      attributes:
        actorAttributes.industry:   {type: string}
        actorAttributes.premium:    {type: bool}
        actorAttributes.years:      {type: int64}
        verbAttributes.device:      {type: string, column: verbDevice}
        verbAttributes.dwell:       {type: double}
        objectAttributes.geo:       {type: string, column: objectGeo}
        objectAttributes.city:      {type: string}
        objectAttributes.price:     {type: double, column: objectPrice}
        objectAttributes.stock:     {type: int64}
        objectAttributes.remote:    {type: bool, column: objectRemote}
        objectAttributes.embedding: {type: vector, dimension: 3, column: objectEmbedding}
      entities:
        actor:  {table: actions, type: int64, retention: 96h}
        object: {table: actions_by_object, type: string, retention: 48h}
      """;

  /** Its content. */
  public static final AttributeCatalogue CATALOGUE = read();

  private TestAttributes() {}

  /** Returns a field by its name. */
  public static Field field(String name) {
    return new Fields(CATALOGUE).field(name).orElseThrow();
  }

  private static AttributeCatalogue read() {
    Problems problems = new Problems();
    AttributeCatalogue catalogue =
        AttributesFile.read(StrictYaml.parse(AttributesFile.NAME, YAML, problems).orElseThrow());
    problems.throwIfAny();
    return catalogue;
  }
}

package io.nearline.server.parser;

import io.nearline.features.aggregate.Aggregates;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Features of every aggregate, over every kind of field, with every kind of condition. */
final class BroadCatalogue {
  /** How many features one service has. */
  private static final int OF_ONE_SERVICE = 40;

  static final String ATTRIBUTES =
      """
      attributes:
        actorAttributes.industry:   {type: string}
        verbAttributes.dwell_ms:    {type: int64}
        verbAttributes.score:       {type: double}
        objectAttributes.remote:    {type: bool}
        objectAttributes.geo:       {type: string, column: objectGeo}
        objectAttributes.price:     {type: double, column: objectPrice}
        objectAttributes.stock:     {type: int64, column: objectStock}
        objectAttributes.promoted:  {type: bool, column: objectPromoted}
        objectAttributes.embedding: {type: vector, dimension: 3, column: objectEmbedding}
      entities:
        actor:  {table: actions, type: int64, retention: 96h}
        object: {table: actions_by_object, type: string, retention: 48h}
      """;

  static final List<String> CONDITIONS =
      List.of(
          "verb == \"job-apply\"",
          "verb != \"it's ''\"",
          "!(verb in [\"a\", \"b'c\", \"\"])",
          "verb < \"m\"",
          "object.startsWith(\"job:\")",
          "!object.startsWith(\"job:\")",
          "objectAttributes.geo.startsWith(\"x'\") || !actorAttributes.industry.startsWith(\"y\")",
          "actor == -9223372036854775807 || actor in [1, 2, 9223372036854775807]",
          "timestamp > 5 && eventId != \"jobs:1\"",
          "has(objectAttributes.geo) && !has(actorAttributes.industry)",
          "!has(objectAttributes.price) || !has(verbAttributes.score)",
          "has(verbAttributes.dwell_ms) && !has(objectAttributes.stock)",
          "has(objectAttributes.promoted) && !has(objectAttributes.remote)",
          "objectAttributes.geo == actorAttributes.industry && object != verb",
          "objectAttributes.price >= 1.5e300 && objectAttributes.price != -0.0",
          "verbAttributes.score < 4.9e-324 || !(verbAttributes.score <= objectAttributes.price)",
          "objectAttributes.stock in [1, 2, 3] && verbAttributes.dwell_ms > 1.5",
          "objectAttributes.promoted && !objectAttributes.remote",
          "objectAttributes.promoted == objectAttributes.remote",
          "objectAttributes.promoted != objectAttributes.remote",
          "!(objectAttributes.promoted || objectAttributes.remote == false)",
          "!((verb == \"a\" && has(objectAttributes.geo)) || !(actor < 3 || timestamp >= 7))",
          "false && verb == \"a\"",
          "true");

  private BroadCatalogue() {}

  /** Loads the catalogue; all of its features are in its services, each in one. */
  static Catalogue load() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("attributes.yaml", ATTRIBUTES);
    for (String entity : List.of("actor", "object")) {
      files.put("features/" + entity + ".yaml", featureSet(entity));
    }
    return CatalogueLoader.load(files);
  }

  private static String featureSet(String entity) {
    String set = "about_" + entity;
    StringBuilder features = new StringBuilder();
    StringBuilder services = new StringBuilder();
    int number = 0;
    AttributeCatalogue attributes =
        CatalogueLoader.load(Map.of("attributes.yaml", ATTRIBUTES)).attributes();
    AggregateCases cases = new AggregateCases(attributes);
    for (String aggregate : Aggregates.names()) {
      for (String arguments : cases.of(Aggregates.rule(aggregate).orElseThrow())) {
        for (String condition : CONDITIONS) {
          String name = "f" + number;
          features.append(
              "  - {name: %s, aggregate: %s%s, where: '%s', windows: [%s]}%n"
                  .formatted(
                      name, aggregate, arguments, condition.replace("'", "''"), window(number)));
          services.append(
              number % OF_ONE_SERVICE == 0 ? "%n  s_%s_%d: [".formatted(set, number) : ", ");
          services.append("'%s@1.%s_%s'".formatted(set, name, window(number)));
          number++;
          services.append(number % OF_ONE_SERVICE == 0 ? "]" : "");
        }
      }
    }
    return "feature_set: %s%nversion: 1%nentity: %s%nfeatures:%n%sservices:%s%s%n"
        .formatted(set, entity, features, services, number % OF_ONE_SERVICE == 0 ? "" : "]");
  }

  private static String window(int number) {
    return List.of("1h", "90s", "48h").get(number % 3);
  }
}

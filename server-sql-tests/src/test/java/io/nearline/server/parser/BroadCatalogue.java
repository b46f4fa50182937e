package io.nearline.server.parser;

import io.nearline.features.aggregate.Aggregates;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import java.util.ArrayList;
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

  private static final List<String> NUMBERS =
      List.of(
          "actor",
          "timestamp",
          "verbAttributes.dwell_ms",
          "verbAttributes.score",
          "objectAttributes.price",
          "objectAttributes.stock");
  private static final List<String> KEYS =
      List.of(
          "actor",
          "object",
          "verb",
          "actorAttributes.industry",
          "objectAttributes.geo",
          "verbAttributes.dwell_ms",
          "objectAttributes.remote",
          "objectAttributes.promoted");
  private static final List<String> SCALARS =
      List.of(
          "eventId",
          "object",
          "objectAttributes.geo",
          "objectAttributes.price",
          "objectAttributes.stock",
          "objectAttributes.promoted",
          "objectAttributes.remote",
          "verbAttributes.score");
  private static final List<String> VECTORS = List.of("objectAttributes.embedding");

  private static final Map<String, List<String>> CASES = cases();

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

  private static Map<String, List<String>> cases() {
    Map<String, List<String>> cases = new LinkedHashMap<>();
    cases.put("count", List.of("", "half_life: 2h"));
    cases.put("exists", List.of(""));
    List<String> sums = new ArrayList<>(of(NUMBERS, ""));
    sums.addAll(of(VECTORS, ""));
    sums.addAll(of(NUMBERS.subList(2, 5), ", half_life: 90m"));
    sums.addAll(of(VECTORS, ", half_life: 90m"));
    cases.put("sum", sums);
    cases.put("mean", sums);
    cases.put("variance", of(NUMBERS, ""));
    cases.put("stddev", of(NUMBERS, ""));
    cases.put("percentile", of(NUMBERS, ", p: 0.95"));
    cases.put("min", of(NUMBERS, ""));
    cases.put("max", of(NUMBERS, ""));
    cases.put("first", of(SCALARS, ""));
    cases.put("last", of(SCALARS, ""));
    cases.put("count_distinct", of(KEYS, ""));
    cases.put("top_k", of(KEYS, ", k: 3"));
    cases.put("histogram", of(KEYS, ""));
    cases.put(
        "last_k",
        List.of(
            "of: object, k: 5",
            "of: [verb, objectAttributes.geo, age_ms], k: 5, pad: true",
            "of: [object, verbAttributes.score], k: 5, distinct: object"));
    cases.put("funnel", List.of("steps: ['verb == \"view\"', 'objectAttributes.price > 3.0']"));
    cases.put("time_since_first", List.of(""));
    cases.put("time_since_last", List.of(""));
    return cases;
  }

  private static List<String> of(List<String> fields, String more) {
    return fields.stream().map(field -> "of: " + field + more).toList();
  }

  /** Returns the aggregates that there are features of. */
  static List<String> aggregates() {
    return List.copyOf(CASES.keySet());
  }

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
    for (String aggregate : Aggregates.names()) {
      for (String arguments : CASES.getOrDefault(aggregate, List.of())) {
        for (String condition : CONDITIONS) {
          String name = "f" + number;
          features.append(
              "  - {name: %s, aggregate: %s%s, where: '%s', windows: [%s]}%n"
                  .formatted(
                      name,
                      aggregate,
                      arguments.isEmpty() ? "" : ", " + arguments,
                      condition.replace("'", "''"),
                      window(number)));
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

package io.nearline.it.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Definitions that use all of the language over {@link GeneratedActions}. */
public final class LanguageFeatures {
  private static final int AGGREGATES_A_SET = 12;

  private static final List<String> CONDITIONS =
      List.of(
          "verb == \"apply\"",
          "verb != \"it's\"",
          "verb in [\"view\", \"ünï\"]",
          "!(objectAttributes.geo == \"o'hare\")",
          "objectAttributes.geo != \"o'hare\" || objectAttributes.price < 10.0",
          "has(objectAttributes.price) && objectAttributes.price >= 2.5",
          "!has(objectAttributes.stock)",
          "objectAttributes.stock > 9007199254740992",
          "objectAttributes.stock <= -5",
          "objectAttributes.promoted == true",
          "!(objectAttributes.promoted == objectAttributes.remote)",
          "objectAttributes.remote == false && verb == \"view\"",
          "verbAttributes.dwell >= 5",
          "!(verbAttributes.score < 0.5)",
          "actorAttributes.industry.startsWith(\"it\")",
          "!actorAttributes.industry.startsWith(\"it\")",
          "object.startsWith(\"job:\") && actor != 1",
          "object == \"two''in a row\" || object.startsWith(\"it's\")",
          "objectAttributes.stock == verbAttributes.dwell",
          "objectAttributes.stock < verbAttributes.dwell || !(objectAttributes.price >= verbAttributes.score)",
          "objectAttributes.geo < \"new\"",
          "objectAttributes.price == 0.0",
          "objectAttributes.price >= 0.0 && !(verbAttributes.score > -0.0)",
          "objectAttributes.price < 0.0 || verbAttributes.score == 0.0",
          "objectAttributes.price <= -1.7976931348623157e308 || objectAttributes.price == 4.9e-324",
          "objectAttributes.stock > 1.5 && verbAttributes.dwell <= 9.007199254740993e15",
          "timestamp > 1 && 5 <= verbAttributes.dwell",
          "false || verb == \"view\" && true",
          // No action has a NUL; "a" is what is before it.
          "object == \"a\\u0000b\" || verb == \"apply\"",
          "object != \"a\\u0000b\"",
          "object.startsWith(\"a\\u0000\") || object.startsWith(\"''\")",
          "object == \"'\" || object == \"'''quoted''''\" || object == \"\\\"\"",
          "object in [\"'\", \"''\", \"'''quoted''''\", \"\\\"\", \"a\\\\b\\\"c\"]",
          "objectAttributes.geo == \"o''hare\" || objectAttributes.geo == \"'\"",
          "!(verb in [\"view\", \"apply\"]) && !has(objectAttributes.price)");

  private static final List<String> OF_REQUEST =
      List.of(
          "objectAttributes.geo == request.geo",
          "!(objectAttributes.geo == request.geo) && verb != request.verb",
          "verb in [\"view\", request.verb]",
          "object.startsWith(request.prefix)",
          "!object.startsWith(request.prefix) || actorAttributes.industry.startsWith(request.prefix)",
          "request.dwell <= verbAttributes.dwell",
          "objectAttributes.stock == request.dwell || !(objectAttributes.stock > request.dwell)",
          "objectAttributes.price < request.price || objectAttributes.promoted == request.flag",
          "!(verbAttributes.score >= request.price)",
          "actor != request.actor && object != request.object");

  private static final List<String> AGGREGATES =
      List.of(
          "aggregate: count",
          "aggregate: count, half_life: 1h",
          "aggregate: count, half_life: 10s",
          "aggregate: exists",
          "aggregate: sum, of: objectAttributes.price",
          "aggregate: sum, of: objectAttributes.stock",
          "aggregate: sum, of: verbAttributes.score, half_life: 7m",
          "aggregate: sum, of: verbAttributes.dwell, half_life: 12h",
          "aggregate: sum, of: objectAttributes.embedding",
          "aggregate: sum, of: objectAttributes.embedding, half_life: 30m",
          "aggregate: mean, of: objectAttributes.price, default: -0.5",
          "aggregate: mean, of: verbAttributes.score",
          "aggregate: mean, of: objectAttributes.stock",
          "aggregate: mean, of: verbAttributes.score, half_life: 20m",
          "aggregate: mean, of: verbAttributes.dwell, half_life: 3h, default: 1",
          "aggregate: mean, of: objectAttributes.embedding",
          "aggregate: mean, of: objectAttributes.embedding, half_life: 2h, default: [1, -2]",
          "aggregate: variance, of: verbAttributes.score",
          "aggregate: variance, of: objectAttributes.stock, default: 0",
          "aggregate: stddev, of: objectAttributes.price",
          "aggregate: stddev, of: verbAttributes.dwell",
          "aggregate: percentile, p: 0.5, of: objectAttributes.price",
          "aggregate: percentile, p: 0, of: verbAttributes.score, default: 0.25",
          "aggregate: percentile, p: 0.95, of: objectAttributes.stock",
          "aggregate: percentile, p: 1, of: verbAttributes.dwell",
          "aggregate: min, of: objectAttributes.price",
          "aggregate: max, of: objectAttributes.price, default: 0.0",
          "aggregate: min, of: objectAttributes.stock",
          "aggregate: max, of: verbAttributes.dwell, default: -1",
          "aggregate: min, of: objectAttributes.geo",
          "aggregate: max, of: actorAttributes.industry, default: \"o''hare\"",
          "aggregate: min, of: timestamp",
          "aggregate: max, of: timestamp, default: 0",
          "aggregate: count_distinct, of: objectAttributes.geo",
          "aggregate: count_distinct, of: objectAttributes.stock",
          "aggregate: count_distinct, of: objectAttributes.promoted",
          "aggregate: count_distinct, of: objectAttributes.remote",
          "aggregate: count_distinct, of: actorAttributes.industry",
          "aggregate: count_distinct, of: object",
          "aggregate: count_distinct, of: actor",
          "aggregate: count_distinct, of: timestamp",
          "aggregate: approx_count_distinct, of: object",
          "aggregate: approx_count_distinct, of: timestamp, log2m: 8",
          "aggregate: approx_count_distinct, of: eventId, log2m: 9",
          "aggregate: approx_count_distinct, of: objectAttributes.stock, log2m: 16",
          "aggregate: approx_count_distinct, of: objectAttributes.promoted, log2m: 10",
          "aggregate: top_k, k: 2, of: objectAttributes.geo",
          "aggregate: top_k, k: 3, of: object",
          "aggregate: top_k, k: 1, of: actor",
          "aggregate: top_k, k: 3, of: objectAttributes.stock, half_life: 1h",
          "aggregate: histogram, of: objectAttributes.stock",
          "aggregate: histogram, of: objectAttributes.remote",
          "aggregate: histogram, of: verb",
          "aggregate: histogram, of: actorAttributes.industry, half_life: 5m",
          "aggregate: first, of: objectAttributes.price, default: 7",
          "aggregate: first, of: objectAttributes.embedding",
          "aggregate: last, of: objectAttributes.stock",
          "aggregate: last, of: objectAttributes.remote, default: true",
          "aggregate: last, of: object",
          "aggregate: last_k, k: 4, of: [object, objectAttributes.geo, timestamp], distinct: object",
          "aggregate: last_k, k: 3, of: verbAttributes.score",
          "aggregate: last_k, k: 9, of: [objectAttributes.promoted, age_ms, verb], pad: true",
          "aggregate: last_k, k: 5, of: [actor, objectAttributes.embedding], distinct: objectAttributes.geo, pad: true",
          "aggregate: time_since_first",
          "aggregate: time_since_last, default: 86400000",
          "aggregate: funnel, steps: [\"verb == 'view'\", \"has(objectAttributes.geo)\", \"verb != 'view'\"]",
          "aggregate: funnel, steps: [\"objectAttributes.promoted\", \"!objectAttributes.remote\"]");

  private static final List<String> AGGREGATES_OF_REQUEST =
      List.of(
          "aggregate: count",
          "aggregate: sum, of: objectAttributes.price",
          "aggregate: mean, of: verbAttributes.score, half_life: 1h, default: 2",
          "aggregate: max, of: objectAttributes.stock",
          "aggregate: count_distinct, of: objectAttributes.geo",
          "aggregate: approx_count_distinct, of: object",
          "aggregate: top_k, k: 3, of: verb",
          "aggregate: last_k, k: 3, of: [object, verbAttributes.dwell]",
          "aggregate: funnel, steps: [\"verb == request.verb\", \"object != request.object\"]");

  /** Nothing cancels out in the expressions that read what Pinot adds up. */
  private static final String DERIVED =
      """
      feature_set: %1$s
      version: 1
      entity: %2$s
      features:
        - {name: views, aggregate: count, where: 'verb == "view"', windows: [1h, 24h]}
        - {name: applies, aggregate: count, where: 'verb == "apply"', windows: [1h, 24h]}
        - {name: score, aggregate: sum, of: verbAttributes.score, windows: [24h]}
        - {name: mean_score, aggregate: mean, of: verbAttributes.score, where: 'verb == "it''s"', windows: [90m]}
        - {name: interest, aggregate: count, half_life: 1h, windows: [24h]}
        - {name: price, aggregate: max, of: objectAttributes.price, windows: [1h], default: -1}
        - {name: dwell, aggregate: max, of: verbAttributes.dwell, windows: [1h, 24h]}
        - {name: geo, aggregate: last, of: objectAttributes.geo, windows: [1h]}
        - {name: promoted, aggregate: exists, where: 'objectAttributes.promoted', windows: [1h]}
        - {name: embedding, aggregate: mean, of: objectAttributes.embedding, windows: [1h, 24h]}
      derived:
        - {name: rate, expression: 'ratio(applies_24h, views_24h, 0.0)'}
        - {name: hourly, expression: 'views_1h / views_24h * 24'}
        - {name: defaulted, expression: 'applies_1h / views_1h', default: 0.125}
        - {name: known_score, expression: 'coalesce(mean_score_90m, score_24h)'}
        - {name: interested, expression: 'log1p(interest_24h) + sqrt(score_24h)'}
        - {name: least, expression: 'min(price_1h, 10.0, views_1h)'}
        - {name: exponential, expression: 'exp(price_1h)'}
        - {name: longest, expression: 'coalesce(dwell_1h, dwell_24h, 5)'}
        - {name: place, expression: 'coalesce(geo_1h, "nowhere")'}
        - {name: is_there, expression: 'geo_1h == "o''hare" || promoted_1h && views_24h > applies_24h'}
        - {name: chosen, expression: 'promoted_1h ? rate * 2.0 : known_score'}
        - {name: similarity, expression: 'cosine(embedding_1h, embedding_24h)'}
        - {name: product, expression: 'dot(embedding_1h, embedding_24h)', default: 0}
        - {name: dearer, expression: 'price_1h > request.price ? request.price : abs(price_1h)'}
        - {name: of_place, expression: 'geo_1h == request.geo ? views_24h : applies_24h'}
      services:
        %1$s: ['%1$s@1.*']
      """;

  private static final String OF_ANY_WINDOW =
      """
      feature_set: %1$s
      version: 1
      entity: %2$s
      features:
        - {name: all, aggregate: count, windows: [any, 1h]}
        - {name: score, aggregate: mean, of: verbAttributes.score, where: 'verb != "view"', windows: [any]}
        - {name: interest, aggregate: sum, of: verbAttributes.score, half_life: 1m, windows: [any]}
        - {name: top, aggregate: top_k, k: 2, of: object, windows: [any]}
        - {name: last, aggregate: last, of: objectAttributes.geo, windows: [any], default: none}
      """;

  private LanguageFeatures() {}

  /** Returns names of features of any window. */
  public static List<String> ofAnyWindow(String set) {
    List<String> names = new ArrayList<>();
    for (String feature : List.of("all", "score", "interest", "top", "last")) {
      for (String window : List.of("1ms", "37m", "90m", "24h", "27h")) {
        names.add("%s_any.%s@%s".formatted(set, feature, window));
      }
    }
    return names;
  }

  /**
   * Returns files of feature sets about an entity, each with a service of its name.
   *
   * @param set what the sets' names begin with
   * @param entity as definitions write it
   */
  public static Map<String, String> files(String set, String entity) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int from = 0; from < AGGREGATES.size(); from += AGGREGATES_A_SET) {
      int to = Math.min(AGGREGATES.size(), from + AGGREGATES_A_SET);
      List<String> features = new ArrayList<>();
      for (int i = from; i < to; i++) {
        features.add(AGGREGATES.get(i) + ", windows: [1ms, 1h, 24h]");
        for (int j = 0; j < 3; j++) {
          features.add(
              AGGREGATES.get(i)
                  + where(CONDITIONS.get((3 * i + j) % CONDITIONS.size()))
                  + (j == 0 ? ", windows: [90m, 24h]" : ", windows: [24h]"));
        }
      }
      String name = set + "_" + from / AGGREGATES_A_SET;
      files.put("features/" + name + ".yaml", file(name, entity, features));
    }
    List<String> features = new ArrayList<>();
    for (String aggregate : AGGREGATES_OF_REQUEST) {
      for (int j = 0; j < 4; j++) {
        String where = OF_REQUEST.get(features.size() * 3 % OF_REQUEST.size());
        features.add(aggregate + where(where) + ", windows: [2h, 24h]");
      }
    }
    String name = set + "_of_request";
    files.put("features/" + name + ".yaml", file(name, entity, features));
    String derived = set + "_derived_of_request";
    files.put("features/" + derived + ".yaml", DERIVED.formatted(derived, entity));
    String any = set + "_any";
    files.put("features/" + any + ".yaml", OF_ANY_WINDOW.formatted(any, entity));
    return files;
  }

  private static String where(String condition) {
    return ", where: '" + condition.replace("'", "''") + "'";
  }

  private static String file(String set, String entity, List<String> features) {
    StringBuilder yaml =
        new StringBuilder(
            "feature_set: %s\nversion: 1\nentity: %s\nfeatures:\n".formatted(set, entity));
    IntStream.range(0, features.size())
        .forEach(i -> yaml.append("  - {name: f%d, %s}\n".formatted(i, features.get(i))));
    return yaml.append("services:\n  %s: ['%s@1.*']\n".formatted(set, set)).toString();
  }
}

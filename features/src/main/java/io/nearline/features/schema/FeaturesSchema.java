package io.nearline.features.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nearline.features.aggregate.AggregateRule;
import io.nearline.features.aggregate.AggregateRule.Option;
import io.nearline.features.aggregate.Aggregates;
import io.nearline.features.aggregate.ApproximateCountDistinct;
import io.nearline.features.aggregate.Funnel;
import io.nearline.features.definition.Entity;
import java.util.Set;

/**
 * The JSON Schema (draft 2020-12) of {@code features/*.yaml}: its keys, their values' forms, and
 * which arguments each aggregate takes. What needs more than the file, such as the names of
 * attributes, only the loader can tell. Of a matrix it has the keys and values, not what a
 * combination of them may be.
 */
public final class FeaturesSchema {
  /** An item of a service, in JSON. */
  private static final String SERVED =
      "^[A-Za-z][A-Za-z0-9_]*@[1-9]\\\\d*\\\\.([A-Za-z0-9_*]+|"
          + "[A-Za-z][A-Za-z0-9_]*@(?=\\\\d*[1-9])\\\\d{1,9}(ms|s|m|h|d))$";

  private static final String BASE =
      """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Nearline: features/*.yaml",
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "feature_set": {"description": "The set's name.", "$ref": "#/$defs/name"},
          "version": {"description": "A change of a served definition is a new version.",
                      "type": "integer", "minimum": 1, "maximum": 2147483647},
          "entity": {"description": "The key that the features are about, such as actor; or a list of keys.",
                     "anyOf": [{"type": "string"},
                               {"type": "array", "items": {"type": "string"}, "uniqueItems": true,
                                "minItems": 1, "maxItems": %1$d}]},
          "uses": {"description": "Sets that derived features refer to, each in one version: other_set@2.",
                   "type": "array", "uniqueItems": true,
                   "items": {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_]*@[1-9]\\\\d{0,8}$"}},
          "features": {"type": "array", "items": {"$ref": "#/$defs/feature"}},
          "matrix": {"description": "Features by the dozen: one for each combination of what the lists hold.",
                     "type": "array", "items": {"$ref": "#/$defs/matrix"}},
          "derived": {"description": "Expressions over other features.",
                      "type": "array", "items": {"$ref": "#/$defs/derived"}},
          "services": {"description": "What models ask for in one call, by name.",
                       "type": "object", "propertyNames": {"$ref": "#/$defs/name"},
                       "additionalProperties": {
                         "description": "Features in order: set@version.name, where * stands for any part of a name; set@version.name@7h where the definition's window is any.",
                         "type": "array", "minItems": 1,
                         "items": {"type": "string", "pattern": "%3$s"}}}
        },
        "anyOf": [
          {"required": ["feature_set", "version", "entity", "features"]},
          {"required": ["feature_set", "version", "entity", "matrix"]},
          {"required": ["feature_set", "version", "derived"],
           "properties": {"entity": false, "features": false, "matrix": false}},
          {"required": ["services"],
           "properties": {"feature_set": false, "version": false, "entity": false, "uses": false,
                          "features": false, "matrix": false, "derived": false}}
        ],
        "$defs": {
          "name": {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_]*$"},
          "duration": %2$s,
          "windows": {"description": "How far back; several make several features. [any]: the caller says, as name@7h.",
                      "type": "array", "minItems": 1, "uniqueItems": true, "items": {
                        "anyOf": [{"$ref": "#/$defs/duration"}, {"const": "any"}]}},
          "aggregate": {"description": "What is made of the actions.", "enum": []},
          "of": {"description": "What is aggregated: actor, verb, object, timestamp, eventId, or an attribute."},
          "where": {"description": "Which actions count, in CEL: == != < <= > >= in && || ! has() startsWith.",
                    "type": "string", "minLength": 1},
          "default": {"description": "Stands where there would be no value.",
                      "anyOf": [{"type": ["string", "number", "boolean"]},
                                {"type": "array", "items": {"type": "number"}}]},
          "derived": {
            "type": "object", "additionalProperties": false, "required": ["name", "expression"],
            "properties": {
              "name": {"$ref": "#/$defs/name"},
              "expression": {"description": "CEL over features, such as ratio(applies_24h, views_24h, 0.0).",
                             "type": "string", "minLength": 1},
              "default": {"$ref": "#/$defs/default"}}},
          "feature": {
            "type": "object", "additionalProperties": false,
            "required": ["name", "aggregate", "windows"],
            "properties": {
              "name": {"description": "The name without the window.", "$ref": "#/$defs/name"},
              "aggregate": {"$ref": "#/$defs/aggregate"},
              "of": {"$ref": "#/$defs/of",
                     "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]},
              "where": {"$ref": "#/$defs/where"},
              "windows": {"$ref": "#/$defs/windows"},
              "default": {"$ref": "#/$defs/default"}},
            "allOf": []},
          "matrix": {
            "type": "object", "additionalProperties": false,
            "required": ["name", "aggregate", "windows"],
            "properties": {
              "name": {"description": "{key} is replaced by the key's value, made into a name.",
                       "type": "string", "minLength": 1},
              "verb": {"description": "The verb of the actions that count.", "$ref": "#/$defs/axis",
                       "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
              "by": {"description": "A field: with aggregate count, the counts for each of its values.",
                     "$ref": "#/$defs/axis",
                     "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
              "windows": {"$ref": "#/$defs/windows"}}},
          "axis": {"if": {"type": "array"}, "then": {"minItems": 1}}
        }
      }
      """
          .formatted(Entity.MAX_KEYS, SchemaText.DURATION, SERVED);

  /** The aggregates that have a value over nothing too, where no default would ever stand. */
  private static final Set<String> NEVER_EMPTY =
      Set.of(
          "count",
          "exists",
          "sum",
          "count_distinct",
          "approx_count_distinct",
          "top_k",
          "histogram",
          "last_k",
          "funnel");

  private FeaturesSchema() {}

  /** Returns the schema as JSON. */
  public static String text() {
    ObjectNode schema = SchemaText.object(BASE);
    ObjectNode definitions = (ObjectNode) schema.get("$defs");
    ArrayNode names = definitions.withObject("/aggregate").withArray("enum");
    ArrayNode rules = definitions.withObject("/feature").withArray("allOf");
    for (String name : Aggregates.names()) {
      names.add(name);
      rules.add(rule(Aggregates.rule(name).orElseThrow()));
    }
    ObjectNode feature = definitions.withObject("/feature").withObject("/properties");
    for (Option option : Option.values()) {
      definitions.set(option.key(), SchemaText.object(option(option)));
      feature.putObject(option.key()).put("$ref", "#/$defs/" + option.key());
    }
    ObjectNode matrix = definitions.withObject("/matrix").withObject("/properties");
    feature
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!matrix.has(key)) {
                matrix.set(key, SchemaText.object(axis(key)));
              }
            });
    return SchemaText.pretty(schema);
  }

  /** Returns which arguments an aggregate takes, as a condition on a feature. */
  private static ObjectNode rule(AggregateRule rule) {
    ObjectNode condition =
        SchemaText.object(
            """
            {"if": {"properties": {"aggregate": {"const": "%s"}}}, "then": {}}
            """
                .formatted(rule.name()));
    ObjectNode then = condition.withObject("/then");
    ArrayNode required = then.putArray("required");
    ObjectNode properties = then.putObject("properties");
    if (rule.of().most() == 0) {
      properties.put("of", false);
    } else {
      required.add("of");
      properties.putObject("of").put("maxItems", rule.of().most()).put("uniqueItems", true);
    }
    if (NEVER_EMPTY.contains(rule.name())) {
      properties.put("default", false);
    }
    for (Option option : Option.values()) {
      if (!rule.takes(option)) {
        properties.put(option.key(), false);
      } else if (isRequired(option)) {
        required.add(option.key());
      }
    }
    return condition;
  }

  private static boolean isRequired(Option option) {
    return switch (option) {
      case K, P, STEPS -> true;
      case DISTINCT, PAD, LOG2M, HALF_LIFE -> false;
    };
  }

  private static String option(Option option) {
    return switch (option) {
      case K ->
          """
          {"description": "How many are kept.", "type": "integer", "minimum": 1, "maximum": %d}
          """
              .formatted(AggregateRule.MAX_K);
      case DISTINCT ->
          """
          {"description": "A field of which each value occurs once, the newest.", "type": "string"}
          """;
      case PAD ->
          """
          {"description": "Whether fewer than k are filled up with missing ones.", "type": "boolean"}
          """;
      case P ->
          """
          {"description": "A share of the values, such as 0.95.", "type": "number", "minimum": 0, "maximum": 1}
          """;
      case LOG2M ->
          """
          {"description": "The binary logarithm of the number of registers: one more halves the square of the error.",
           "type": "integer", "minimum": %d, "maximum": %d}
          """
              .formatted(
                  ApproximateCountDistinct.LEAST_LOG2M, ApproximateCountDistinct.GREATEST_LOG2M);
      case STEPS ->
          """
          {"description": "Conditions to be satisfied one after the other, in CEL.",
           "type": "array", "items": {"$ref": "#/$defs/where"}, "minItems": 1, "maxItems": %d}
          """
              .formatted(Funnel.MAX_STEPS);
      case HALF_LIFE ->
          """
          {"description": "The time in which an action loses half of its weight.", "$ref": "#/$defs/duration"}
          """;
    };
  }

  /** Returns what a matrix may have under a key of features: a value, {@code none}, or a list. */
  private static String axis(String key) {
    return """
        {"anyOf": [
          {"$ref": "#/$defs/%1$s"},
          {"const": "none"},
          {"type": "array", "minItems": 1, "items": {"anyOf": [
            {"$ref": "#/$defs/%1$s"}, {"const": "none"}, {"type": "array"}]}}]}
        """
        .formatted(key);
  }
}

package io.nearline.features.schema;

import io.nearline.features.type.VectorType;

/**
 * The JSON Schema (draft 2020-12) of {@code attributes.yaml}: its keys, and their values' forms.
 */
public final class AttributesSchema {
  private static final String TEXT =
      """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Nearline: attributes.yaml",
        "type": "object",
        "additionalProperties": false,
        "required": ["entities"],
        "properties": {
          "attributes": {
            "description": "What features may refer to, such as objectAttributes.geo.",
            "type": "object",
            "propertyNames": {"pattern": "^(actor|verb|object)Attributes\\\\.[A-Za-z_][A-Za-z0-9_]*$"},
            "additionalProperties": {"$ref": "#/$defs/attribute"}},
          "entities": {
            "description": "Root keys, each with a table that is partitioned and sorted by it.",
            "type": "object",
            "propertyNames": {"pattern": "^(actor|object|(actor|verb|object)Attributes\\\\.[A-Za-z_][A-Za-z0-9_]*)$"},
            "additionalProperties": {"$ref": "#/$defs/entity"}}
        },
        "$defs": {
          "identifier": {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_]*$"},
          "attribute": {
            "type": "object", "additionalProperties": false, "required": ["type"],
            "properties": {
              "type": {"enum": ["string", "int64", "double", "bool", "vector"]},
              "column": {"description": "The Pinot column that it is promoted to.", "$ref": "#/$defs/identifier"},
              "dimension": {"description": "How many numbers a vector has.",
                            "type": "integer", "minimum": 1, "maximum": %1$d},
              "max_length": {"description": "The most UTF-16 units of a string; longer ones are refused.",
                             "type": "integer", "minimum": 1, "maximum": 65536}},
            "allOf": [
              {"if": {"properties": {"type": {"const": "vector"}}},
               "then": {"required": ["dimension", "column"]},
               "else": {"properties": {"dimension": false}}},
              {"if": {"properties": {"type": {"const": "string"}}},
               "else": {"properties": {"max_length": false}}}]},
          "entity": {
            "type": "object", "additionalProperties": false, "required": ["table", "type", "retention"],
            "properties": {
              "table": {"description": "The Pinot table.", "$ref": "#/$defs/identifier"},
              "type": {"enum": ["int64", "string"]},
              "retention": {"description": "How long actions are kept, in whole hours, such as 96h.",
                            "$ref": "#/$defs/duration"}}},
          "duration": %2$s
        }
      }
      """
          .formatted(VectorType.MAX_DIMENSION, SchemaText.DURATION);

  private AttributesSchema() {}

  /** Returns the schema as JSON. */
  public static String text() {
    return SchemaText.pretty(SchemaText.object(TEXT));
  }
}

package io.nearline.schemas.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * Pinot's controller. Table names are without {@code _REALTIME}. Every call throws {@link
 * PinotControllerException} when the controller can't be reached, refuses, or names {@code
 * unrecognizedProperties} in its answer.
 */
public interface PinotController {

  /** Returns the schema of that name, if there is one. */
  Optional<JsonNode> schema(String name);

  /** Returns the configuration of the real-time table of that name, if there is one. */
  Optional<JsonNode> table(String name);

  /** Has a schema checked, changing nothing. */
  void validateSchema(JsonNode schema);

  /** Has a table configuration checked against the schema that is there, changing nothing. */
  void validateTable(JsonNode table);

  /** Adds a schema. */
  void addSchema(JsonNode schema);

  /** Replaces a schema; Pinot only allows columns to be added. */
  void updateSchema(String name, JsonNode schema);

  /** Adds a table, which starts to consume its topic. */
  void addTable(JsonNode table);

  /** Replaces a table's configuration. */
  void updateTable(String name, JsonNode table);

  /** Deletes a real-time table with all its segments, if it is there. */
  void deleteTable(String name);

  /** Deletes a schema, if it is there. No table may use it. */
  void deleteSchema(String name);

  /**
   * Returns up to which offset, exclusive, all servers have read each partition of a table's topic;
   * a partition between two segments is absent.
   */
  Map<Integer, Long> consumedOffsets(String table);

  /** Returns the states of a table's segments. */
  SegmentStates segments(String table);

  /** Starts to commit all consuming segments; consuming goes on in new ones. */
  void commitConsumingSegments(String table);

  /** Starts to reload all segments by the schema and configuration of now; returns the job's id. */
  String reload(String table);

  /** Returns how far a reload is. */
  ReloadProgress reloadProgress(String job);
}

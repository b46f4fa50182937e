package io.nearline.server.sql;

import io.nearline.features.definition.Entity;
import io.nearline.features.request.RequestValues;
import io.nearline.server.pinot.PinotSql;

/** A compiled statement over some entities of one kind. Immutable. */
public sealed interface Statement permits AggregateStatement, GroupedStatement, RowStatement {

  /** Returns what kind of entities it is about. */
  Entity entity();

  /** Returns how it gets its values, in a word: aggregate, group_by or row_fetch. */
  String strategy();

  /** Returns how many columns Pinot aggregates. */
  int aggregations();

  /**
   * Returns the statement's LIMIT: as many rows mean that some may be cut off.
   *
   * @param keys the entities asked for
   */
  int limit(EntityKeys keys);

  /**
   * Writes the statement.
   *
   * @param keys at least one entity
   * @param asOfMillis the instant at which all windows end, in epoch milliseconds
   * @param values the values that came with the call, all that the statement's conditions read
   */
  PinotSql write(EntityKeys keys, long asOfMillis, RequestValues values);
}

package io.nearline.server.sql;

/** What the rows of an {@link AggregateStatement} are about. */
public enum Subject {
  /** Each entity has a row, which begins with its keys. */
  EACH_ENTITY,
  /** There is one entity and one row, without keys. */
  ONE_ENTITY
}

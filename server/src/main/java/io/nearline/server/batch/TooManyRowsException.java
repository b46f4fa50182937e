package io.nearline.server.batch;

import io.nearline.server.pinot.PinotException;
import io.nearline.server.sql.Statement;

/**
 * One entity alone has more rows than a statement may bring, so that its value would be cut off, or
 * those of one call have more than may be kept.
 */
public final class TooManyRowsException extends PinotException {

  private TooManyRowsException(String message) {
    super(Kind.OVERLOADED, message);
  }

  /**
   * Returns the exception of an answer as long as its LIMIT.
   *
   * @param entity the entity, for people
   * @param limit the configured limit
   */
  static TooManyRowsException ofLimit(String entity, Statement statement, int limit) {
    return new TooManyRowsException(
        String.format(
            "%s: 1 entity with %d rows or more (expected: less than the limit of %d; strategy %s,"
                + " table %s)",
            entity, limit, limit, statement.strategy(), statement.entity().table().table()));
  }

  /**
   * Returns the exception of a lookup whose answers together are too long.
   *
   * @param entities how many were asked for so far
   * @param rows how many these have
   * @param limit the configured limit
   */
  static TooManyRowsException ofCall(int entities, long rows, Statement statement, int limit) {
    return new TooManyRowsException(
        String.format(
            "%d entities with %d rows (expected: at most limits.rows_of_call: %d; strategy"
                + " %s, table %s)",
            entities, rows, limit, statement.strategy(), statement.entity().table().table()));
  }

  /**
   * Returns the exception of an answer from which Pinot left groups out.
   *
   * @param entity the entity, for people
   */
  static TooManyRowsException ofGroups(String entity, Statement statement) {
    return new TooManyRowsException(
        String.format(
            "%s: 1 entity with more groups than Pinot counts (expected: at most Pinot's"
                + " numGroupsLimit; strategy %s, table %s)",
            entity, statement.strategy(), statement.entity().table().table()));
  }
}

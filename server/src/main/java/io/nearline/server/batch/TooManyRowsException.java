package io.nearline.server.batch;

import io.nearline.server.pinot.PinotException;

/** One entity alone has more rows than a statement may bring: its value would be cut off. */
public final class TooManyRowsException extends PinotException {

  /**
   * Makes the exception.
   *
   * @param limit the configured limit
   */
  TooManyRowsException(String key, String value, String strategy, String table, int limit) {
    super(
        Kind.OVERLOADED,
        String.format(
            "%s %s: 1 entity with %d rows or more (expected: less than the limit of %d; strategy %s,"
                + " table %s)",
            key, value, limit, limit, strategy, table));
  }
}

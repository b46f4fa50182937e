package io.nearline.server.config;

/**
 * What one call, one statement and all statements together may ask for. All are at least 1.
 *
 * @param entities entity rows of one call
 * @param keysPerStatement root keys of one statement; more are asked for in several. All entities
 *     of one root key are asked for together
 * @param statementCharacters characters of the keys in a statement that several calls share; one
 *     call's statement may be longer
 * @param rows rows of one row fetch
 * @param groups groups of one grouped statement
 * @param leastInFlight statements in flight before any call waits
 * @param mostInFlight statements in flight before every call waits; no less
 */
public record Limits(
    int entities,
    int keysPerStatement,
    int statementCharacters,
    int rows,
    int groups,
    int leastInFlight,
    int mostInFlight) {
  /** What holds unless it is configured. */
  public static final Limits DEFAULTS = new Limits(2000, 500, 100_000, 20_000, 50_000, 2, 32);

  /** Checks that each is at least 1, and the most in flight no less than the least. */
  public Limits {
    requirePositive("entities", entities);
    requirePositive("keys_per_statement", keysPerStatement);
    requirePositive("statement_characters", statementCharacters);
    requirePositive("rows", rows);
    requirePositive("groups", groups);
    requirePositive("least_in_flight", leastInFlight);
    if (mostInFlight < leastInFlight) {
      throw new IllegalArgumentException(
          "most_in_flight: "
              + mostInFlight
              + " (expected: at least least_in_flight, "
              + leastInFlight
              + ")");
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: at least 1)");
    }
  }
}

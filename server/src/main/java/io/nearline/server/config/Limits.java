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
 * @param rowsOfCall rows of all row fetches of a call about entities of one kind
 * @param groups groups of one grouped statement
 * @param leastInFlight statements in flight before any call waits
 * @param mostInFlight statements in flight before every call waits; no less
 * @param waitingCalls calls that wait before further ones are refused
 * @param waitingEntities entity rows of calls that wait before further ones are refused
 * @param listings statements of ListActions in flight before further ones wait
 */
public record Limits(
    int entities,
    int keysPerStatement,
    int statementCharacters,
    int rows,
    int rowsOfCall,
    int groups,
    int leastInFlight,
    int mostInFlight,
    int waitingCalls,
    int waitingEntities,
    int listings) {
  /** What holds unless it is configured. */
  public static final Limits DEFAULTS =
      new Limits(2000, 2000, 200_000, 20_000, 500_000, 100_000, 1, 32, 1000, 20_000, 8);

  /** Checks that each is at least 1, and the most in flight no less than the least. */
  public Limits {
    requirePositive("entities", entities);
    requirePositive("keys_per_statement", keysPerStatement);
    requirePositive("statement_characters", statementCharacters);
    requirePositive("rows", rows);
    requirePositive("rows_of_call", rowsOfCall);
    requirePositive("groups", groups);
    requirePositive("least_in_flight", leastInFlight);
    requirePositive("waiting_calls", waitingCalls);
    requirePositive("waiting_entities", waitingEntities);
    requirePositive("listings", listings);
    if (mostInFlight < leastInFlight) {
      throw new IllegalArgumentException(
          "most_in_flight: "
              + mostInFlight
              + " (expected: at least least_in_flight, "
              + leastInFlight
              + ")");
    }
  }

  /** Returns these with other limits of what one call and one statement may ask for. */
  public Limits withStatements(
      int mostEntities, int mostKeysPerStatement, int mostStatementCharacters) {
    return new Limits(
        mostEntities,
        mostKeysPerStatement,
        mostStatementCharacters,
        rows,
        rowsOfCall,
        groups,
        leastInFlight,
        mostInFlight,
        waitingCalls,
        waitingEntities,
        listings);
  }

  /** Returns these with other limits of what one statement may bring. */
  public Limits withAnswers(int mostRows, int mostRowsOfCall, int mostGroups) {
    return new Limits(
        entities,
        keysPerStatement,
        statementCharacters,
        mostRows,
        mostRowsOfCall,
        mostGroups,
        leastInFlight,
        mostInFlight,
        waitingCalls,
        waitingEntities,
        listings);
  }

  /** Returns these with another number of statements that may be in flight, from least to most. */
  public Limits withInFlight(int least, int most) {
    return new Limits(
        entities,
        keysPerStatement,
        statementCharacters,
        rows,
        rowsOfCall,
        groups,
        least,
        most,
        waitingCalls,
        waitingEntities,
        listings);
  }

  /** Returns these with other limits of what may wait. */
  public Limits withWaiting(int mostCalls, int mostEntities) {
    return new Limits(
        entities,
        keysPerStatement,
        statementCharacters,
        rows,
        rowsOfCall,
        groups,
        leastInFlight,
        mostInFlight,
        mostCalls,
        mostEntities,
        listings);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: at least 1)");
    }
  }
}

package io.nearline.server.config;

/**
 * What one call and one statement may ask for. All are at least 1.
 *
 * @param entities entity rows of one call
 * @param keysPerStatement root keys of one statement; more are asked for in several. All entities
 *     of one root key are asked for together
 * @param rows rows of one row fetch
 * @param groups groups of one grouped statement
 */
public record Limits(int entities, int keysPerStatement, int rows, int groups) {
  /** What holds unless it is configured. */
  public static final Limits DEFAULTS = new Limits(2000, 500, 20_000, 50_000);

  /** Checks that each is at least 1. */
  public Limits {
    requirePositive("entities", entities);
    requirePositive("keys_per_statement", keysPerStatement);
    requirePositive("rows", rows);
    requirePositive("groups", groups);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: at least 1)");
    }
  }
}

package io.nearline.server.pinot;

/**
 * A statement as Pinot gets it, but for its time limit.
 *
 * @param table the table asked
 * @param text one SELECT without options and without a semicolon
 */
public record PinotSql(String table, String text) {}

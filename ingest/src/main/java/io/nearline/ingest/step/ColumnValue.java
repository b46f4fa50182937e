package io.nearline.ingest.step;

/**
 * The value of a promoted attribute.
 *
 * @param column its column
 * @param value {@link String}, {@link Long}, {@link Double}, {@link Boolean} or {@code float[]}
 */
record ColumnValue(String column, Object value) {}

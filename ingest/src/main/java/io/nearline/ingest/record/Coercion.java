package io.nearline.ingest.record;

/**
 * One change made to an action.
 *
 * @param field the field's path
 * @param from the value as sent, in JSON
 * @param to the value as recorded, in JSON
 */
public record Coercion(String field, String from, String to) {}

package io.nearline.ingest.event;

/**
 * What an event's own fields say of it, before anything is joined.
 *
 * @param eventId {@code {pipeline}:{the source's id, else topic:partition:offset}}
 * @param actor who
 * @param timestamp when, in epoch milliseconds
 */
public record Identity(String eventId, long actor, long timestamp) {}

package io.nearline.cli.demo;

/**
 * An event, and what must become of it.
 *
 * @param record the event
 * @param fate what ingest must make of it
 */
public record GeneratedEvent(RawRecord record, Fate fate) {}

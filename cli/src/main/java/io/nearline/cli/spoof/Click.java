package io.nearline.cli.spoof;

/**
 * A line of the shop's click log.
 *
 * @param topic where it goes
 * @param line its text
 * @param timestamp when it was clicked, in epoch milliseconds
 * @param arrival when it is published, in epoch milliseconds; not before {@code timestamp}
 */
record Click(String topic, String line, long timestamp, long arrival) {}

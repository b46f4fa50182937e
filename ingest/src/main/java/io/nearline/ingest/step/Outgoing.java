package io.nearline.ingest.step;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record to be written. Compared by identity: nothing compares them.
 *
 * @param topic where to
 * @param key its key, or null
 * @param value its value, or null
 * @param headers its headers
 */
@SuppressWarnings("ArrayRecordComponent")
public record Outgoing(
    String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {}
